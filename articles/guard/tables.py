"""What the guard knows of languages: numbers in words, units, negations, and words that only look like names."""

NUMBERS = {
    "en": dict(
        zip(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen".split(),
            range(1, 20),
            strict=True,
        )
    )
    | {
        ten: 10 * value
        for value, ten in enumerate(
            "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
        )
    }
    | {"zero": 0},
    "de": dict(
        zip(
            "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split(),
            range(2, 13),
            strict=True,
        )
    ),
    "fr": dict(
        zip(
            "deux trois quatre cinq six sept huit neuf dix onze douze".split(),
            range(2, 13),
            strict=True,
        )
    ),
    "es": dict(
        zip(
            "dos tres cuatro cinco seis siete ocho nueve diez once doce".split(),
            range(2, 13),
            strict=True,
        )
    ),
}
# Words that multiply the number before them; the short ones only where they stand close behind digits: "5m".
SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "tausend": 10**3,
    "millionen": 10**6,
    "milliarde": 10**9,
    "milliarden": 10**9,
    "mille": 10**3,
    "millions": 10**6,
    "milliards": 10**9,
    "mil": 10**3,
    "millones": 10**6,
}
SHORT_SCALES = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "tn": 10**12,
}
DECIMAL_COMMA = frozenset("de fr es it pt nl da sv nb nn no fi pl cs sk hu ro ru uk tr id".split())

_UNITS = {
    "%": "% percent prozent",
    "percentage points": "percentage pp",
    "eur": "€ euro euros eur",
    "usd": "$ dollar dollars usd",
    "gbp": "£ pound pounds gbp",
    "jpy": "¥ yen jpy",
    "inr": "₹ rupee rupees inr",
    "rub": "₽ rouble roubles ruble rubles rub",
    "cent": "cent cents pence penny",
    "km": "km kilometre kilometres kilometer kilometers",
    "mile": "mile miles",
    "metre": "metre metres meter meters",
    "foot": "foot feet ft",
    "kg": "kg kilo kilos kilogram kilograms",
    "tonne": "tonne tonnes ton tons",
    "litre": "litre litres liter liters",
    "second": "seconds",
    "minute": "minute minutes min",
    "hour": "hour hours",
    "day": "day days",
    "week": "week weeks",
    "month": "month months",
    "year": "year years",
    "decade": "decade decades",
    "am": "am",
    "pm": "pm",
}
UNITS = {word: unit for unit, words in _UNITS.items() for word in words.split()}
SIGNS = frozenset("€$£¥₹₽")  # may stand before the number
# Units that say something by themselves, with no number before them
LONE_UNITS = frozenset(
    "% percent prozent percentage € euro euros dollar dollars £ $ ¥ ₹ ₽ rupees rouble roubles yen".split()
)

DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz mai juni juli oktober "
    "dezember lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril juin juillet août "
    "septembre octobre novembre décembre lunes martes miércoles jueves viernes sábado domingo enero febrero marzo "
    "abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
)
ONLY_WITH_CAPITAL = frozenset("may march mar sun sat dec jan mars mai".split())
DAYS = frozenset("today yesterday tomorrow tonight".split())
FIGURES = DAYS | frozenset(
    "noon midnight heute gestern morgen hier demain hoy ayer mañana "
    "first second third fourth fifth sixth seventh eighth ninth tenth half halves quarter quarters once twice thrice "
    "double doubled triple tripled quadruple dozen dozens hundreds thousands millions billions tens fold "
    "hundred thousand million billion trillion".split()
) - {"second"}
CJK_FIGURES = frozenset("一二三四五六七八九十百千万億亿兆两兩零半")

NEGATIONS = {
    "en": "not no non never none nobody nothing nowhere neither nor without cannot hardly scarcely barely unable "
    "unless except lacks lacked lacking nor fails failed refuses refused denies denied",
    "de": "nicht nichts kein keine keinen keinem keiner keines nie niemals niemand nirgends weder ohne kaum",
    "fr": "ne n pas non jamais rien personne aucun aucune ni sans guère nul nulle",
    "es": "no nunca jamás nada nadie ninguno ninguna ningún ni sin tampoco",
    "it": "non no mai niente nulla nessuno nessuna né senza neanche nemmeno",
    "pt": "não nunca jamais nada ninguém nenhum nenhuma nem sem tampouco",
    "nl": "niet geen nooit niets niemand nergens noch zonder",
    "sv": "inte ej ingen inget inga aldrig ingenting utan varken",
    "da": "ikke ingen intet aldrig uden hverken",
    "nb": "ikke ingen intet aldri uten verken",
    "pl": "nie nigdy nikt nic bez żaden żadna ani",
    "ru": "не нет ни никогда никто ничего нигде без нельзя никакой",
    "uk": "не ні ніколи ніхто нічого ніде без немає",
    "tr": "değil yok hiç asla hayır olmadan",
    "ar": "لا لم لن ليس ليست ما غير دون بدون بلا أبدا كلا",
    "fa": "نه نیست هیچ هرگز بدون",
    "he": "לא אין אל בלי ללא מעולם אף",
    "hi": "नहीं न मत बिना कभी",
    "zh": "不 没 沒 無 无 未 非 别 別 勿 莫 否",
    "ja": "無 不 非 未 ず ぬ",
    "ko": "안 못 없 않",
}
NEGATIONS = {language: frozenset(words.split()) for language, words in NEGATIONS.items()}
# "lawful" becomes "unlawful": a beginning that turns a word around, and words that only seem to have it
TURNING = ("un", "in", "im", "il", "ir", "dis", "non", "anti", "mis", "de")
NOT_TURNED = frozenset(
    "unless inside income inform indeed intend import impress display discount discover into under until "
    "disease demand defend despite decline depart detail".split()
)
_OPPOSITES = (
    "guilty innocent|guilty acquitted|convicted acquitted|convicted cleared|won lost|win lose|wins loses|rose fell|"
    "rise fall|rises falls|rising falling|up down|increase decrease|increased decreased|increases decreases|"
    "more less|more fewer|over under|above below|least most|before after|accept reject|accepted rejected|"
    "approve reject|approved rejected|support oppose|supports opposes|supported opposed|alive dead|open closed|"
    "opened closed|with without|for against|always never|higher lower|highest lowest|largest smallest|gain loss|"
    "profit loss|confirmed denied|true false|early late|earlier later|north south|east west|left right|buy sell|"
    "bought sold|admitted denied|passed failed|legal illegal|he she|his her|him her|husband wife|son daughter|"
    "brother sister|father mother|man woman|men women|boy girl|maximum minimum|import export|imports exports"
)
OPPOSITES = frozenset(frozenset(pair.split()) for pair in _OPPOSITES.split("|"))
OPPOSITES_OF = {}
for _pair in OPPOSITES:
    for _word in _pair:
        OPPOSITES_OF.setdefault(_word, set()).update(_pair - {_word})

# Words with which sentences begin, and which are no names
COMMON = frozenset(
    "a about above according across after again against all almost along also although amid among an and another "
    "any are around as at away back be because been before behind being below beside besides beyond both but by "
    "can congress could despite did do does due during each earlier either even every everybody everyone few "
    "following for former from further get given government had has have he hence her here his how however i if "
    "in indeed instead into is it its just last later least less let like many may maybe meanwhile might more "
    "most much must my nature near nearly neither never new next no nobody none nor not nothing now of off on "
    "once one only onto or other others our out over parliament perhaps police quite rain rather same say she "
    "should since snow so some someone something soon still such than that the their them then there these they "
    "this those though through thus till to together too toward towards traffic under unless until up upon us "
    "very was water we weather well were what when where whether which while who whom whose why will with within "
    "without work would yes yet you your".split()
)
NO_NAMES = frozenset({"i", "i'm", "i'd", "i've", "i'll", "o", "ok"})
SAYING = frozenset(
    "said says told tells added adds denied denies argued argues warned warns insisted claimed claims replied wrote "
    "writes declined confirmed admitted admits asked asks announced announces".split()
)
SINGULAR = frozenset("was is has does".split())  # behind a name that ends like a plural
PARTICLES = frozenset(
    "van von der den ter ten bin ibn al el de da di du del della dos la le".split()
)
ABBREVIATIONS = frozenset(
    "mr mrs ms dr st sen rep gov gen col lt sgt capt prof hon rev jr sr no vs inc ltd co corp nr bzw".split()
)

# Words that a slip of the hand makes of one another, so that no slip is taken for granted in a quotation
_REAL_PAIRS = (
    "trial trail|angel angle|quiet quite|diary dairy|casual causal|martial marital|united untied|sacred scared|"
    "form from|dose does|use sue|tired tried|best bets|calm clam|salt slat|lost lots|desert dessert|later latter|"
    "planed planned|hoping hopping|staring starring|scared scarred|filing filling|taping tapping|griped gripped|"
    "striped stripped|sloped slopped|rating ratting|pining pinning|wining winning|caning canning|baring barring|"
    "bating batting|hating hatting|mating matting|riding ridding|robing robbing|moping mopping|coping copping|"
    "betting beting|planing planning|striping stripping|griping gripping|slimed slimmed|starred stared|"
    "winner winer|dinner diner|super supper|holy holly|coma comma|tiny tinny|united untied|nuclear unclear|"
    "conversation conservation|prefect perfect|protect protest|adverse averse|uniformed uninformed|loosing losing"
)
REAL_PAIRS = frozenset(frozenset(pair.split()) for pair in _REAL_PAIRS.split("|"))
