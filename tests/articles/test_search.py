"""The readers' search. The whole file runs on both databases: the tables below are the promise that the same words
find the same stories on each.
"""

from datetime import timedelta
from io import StringIO
from time import perf_counter
from urllib.parse import urlencode

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase

from articles import search, workflow
from articles.errors import Refused
from articles.models import Article
from articles.search import engines
from articles.search.words import stem, words
from sections import tree
from tests.base import PageTestCase, needs_postgres, needs_sqlite
from tests.benchmarks.search import fill, queries
from tests.factories import NOON, make_author, make_draft, make_section, make_story

DAY = timedelta(days=1)

STORIES = {
    "vote": ("Council votes on the harbour", "<p>Nobody fished while councillors were voting.</p>"),
    "plane": (
        "Planes land again",
        "<p>The airline's planners kept the crew’s word: covid-19 is over.</p>",
    ),
    "cafe": ("Café in Łódź wins", "<p>Élan, straße, Ærø and the ﬁsh of Çeşme.</p>"),
    "russian": ("Ёлка в гавани", "<p>Выборы в городе: голосование началось.</p>"),
    "arabic": ("المدينة تفتح الميناء", "<p>قال أَحْمَد إن السفينة وصلت في ٢٠٢٦.</p>"),
    "japanese": ("東京都で地震", "<p>気象庁は津波の心配はないと発表した。魚</p>"),
    "korean": ("서울시 새 다리 개통", "<p>시민들이 다리를 건넜다.</p>"),
    "numbers": (
        "Budget of 1,250 million",
        "<p>The North Sea: AT&amp;T pays 3.5 percent &lt;script&gt;.</p>",
    ),
}

FOUND = {
    "harbour": {"vote"},
    "HARBOUR": {"vote"},
    "harbours": {"vote"},
    "council voting": {"vote"},
    "vote": {"vote"},
    "fish": {"vote", "cafe"},
    "plane": {"plane"},
    "plan": set(),
    "planner": {"plane"},
    "airline": {"plane"},
    "crew": {"plane"},
    "covid-19": {"plane"},
    "covid 19": {"plane"},
    "cafe lodz": {"cafe"},
    "CAFÉ": {"cafe"},
    "elan strasse aero": {"cafe"},
    "ｃａｆé": {"cafe"},
    "елка": {"russian"},
    "ЁЛКИ": {"russian"},
    "гавань": {"russian"},
    "выборов": {"russian"},
    "голосования город": {"russian"},
    "مدينة": {"arabic"},
    "احمد": {"arabic"},
    "ميناء السفينه": {"arabic"},
    "2026": {"arabic"},
    "東京": {"japanese"},
    "東京都": {"japanese"},
    "地震 東京": {"japanese"},
    "津波": {"japanese"},
    "京": {"japanese"},
    "魚": {"japanese"},
    "京東": set(),
    "東地": set(),
    "서울": {"korean"},
    "다리": {"korean"},
    '"north sea"': {"numbers"},
    "“north sea”": {"numbers"},
    '"sea north"': set(),
    "sea north": {"numbers"},
    '"council harbour"': set(),
    '"on the harbour" voting': {"vote"},
    '"harbour nobody"': set(),  # a phrase does not reach from the headline into the text
    "1,250": {"numbers"},
    "at&t": {"numbers"},
    "3.5": {"numbers"},
    'unbalanced "north sea': set(),
    'the "north sea': {"numbers"},
    "harbour nowhere": set(),
    "harb*": set(),
    "headline:harbour": set(),
    "harbour OR budget": set(),
    "NOT harbour": set(),
}


class FindingTests(PageTestCase):
    @classmethod
    def setUpTestData(cls):
        section = make_section("World")
        cls.stories = {
            name: make_story(headline, section, body=text, standfirst="")
            for name, (headline, text) in STORIES.items()
        }

    def found(self, query, **filters):
        names = {story.pk: name for name, story in self.stories.items()}
        results = search.find(query, at=NOON + DAY, **filters)
        return set() if results.near else {names[hit.story.pk] for hit in results.hits}

    def test_the_same_words_find_the_same_stories_on_both_databases(self):
        for query, expected in FOUND.items():
            with self.subTest(query=query):
                self.assertEqual(self.found(query), expected)

    def test_what_has_no_word_is_refused_with_a_sentence(self):
        for query in ["", "  ", "%_%", '""', "\x00", "***", "’"]:
            with self.subTest(query=query), self.assertRaisesMessage(Refused, "no word"):
                search.find(query, at=NOON)

    def test_more_than_200_characters_are_refused_with_the_count(self):
        with self.assertRaisesMessage(Refused, "this one has 10240"):
            search.find("x" * 10240, at=NOON)

    def test_more_than_six_phrases_are_refused_with_the_count(self):
        search.find('"a b" ' * 20 + "c-d", at=NOON)
        with self.assertRaisesMessage(Refused, "6 phrases at most; this one has 7"):
            search.find(" ".join(f"a-{letter}" for letter in "bcdefgh"), at=NOON)

    def test_the_words_are_marked_and_all_else_is_escaped(self):
        hit = search.find("PERCENTS budgets", at=NOON + DAY).hits[0]
        self.assertEqual(hit.headline, "<mark>Budget</mark> of 1,250 million")
        self.assertIn("<mark>percent</mark> &lt;script&gt;", hit.snippet)
        self.assertIn("AT&amp;T", hit.snippet)

    def test_a_mark_in_japanese_stands_on_the_characters_asked_for(self):
        hit = search.find("東京都", at=NOON + DAY).hits[0]
        self.assertEqual(hit.headline, "<mark>東京都</mark>で地震")

    @needs_postgres
    def test_a_typing_error_in_a_headline_is_forgiven(self):
        results = search.find("harbuor", at=NOON + DAY)
        self.assertEqual([hit.story for hit in results.hits], [self.stories["vote"]])
        self.assertEqual(results.near, "harbour")
        self.assertIn("Did you mean", self.text("/search/?q=harbuor"))
        self.assertEqual(search.find("zzzzzz", at=NOON + DAY).hits, [])

    @needs_postgres
    def test_a_typing_error_never_tells_of_a_story_to_come(self):
        make_story("Chancellor resigns", public_at=timezone.now() + DAY)
        page = self.text("/search/?q=chancelor")
        self.assertNotIn("Chancellor", page)
        self.assertNotIn("Did you mean", page)

    @needs_sqlite
    def test_a_typing_error_finds_nothing_on_sqlite_and_says_so(self):
        self.assertIn("No story has these words", self.text("/search/?q=harbuor"))


class RankingTests(PageTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.section = make_section("World")

    def order(self, query="herring", at=NOON, **filters):
        return [hit.story.headline for hit in search.find(query, at=at, **filters).hits]

    def story(self, headline, age=DAY, standfirst="", body="<p>Text.</p>"):
        return make_story(
            headline, self.section, public_at=NOON - age, standfirst=standfirst, body=body
        )

    def test_headline_before_standfirst_before_text_at_the_same_age(self):
        self.story("In the text", body="<p>Herring.</p>")
        self.story("In the standfirst", standfirst="Herring.")
        self.story("Herring in the headline")
        expected = ["Herring in the headline", "In the standfirst", "In the text"]
        self.assertEqual(self.order(), expected)

    def test_recent_before_old_where_the_words_stand_equally(self):
        for age in (300, 2, 40):
            self.story(f"Herring {age}", age=age * DAY)
        self.assertEqual(self.order(), ["Herring 2", "Herring 40", "Herring 300"])

    def test_a_headline_is_worth_a_mention_until_it_is_two_and_a_half_years_old(self):
        self.story("A mention", age=timedelta(0), body="<p>Herring.</p>")
        self.story("Herring two years ago", age=2 * 365 * DAY)
        self.story("Herring three years ago", age=3 * 365 * DAY)
        expected = ["Herring two years ago", "A mention", "Herring three years ago"]
        self.assertEqual(self.order(), expected)

    def test_results_go_on_without_a_gap_and_without_showing_a_story_twice(self):
        for number in range(7):
            self.story(f"Herring {number}", age=number * DAY)
        seen, token = [], None
        for at in (NOON, NOON + 400 * DAY, NOON + 900 * DAY, NOON + 900 * DAY):
            results = search.find("herring", at=at, before=token, limit=2)
            seen += [hit.story.headline for hit in results.hits]
            token = results.next
            self.assertEqual((results.total, results.more), (7, False))
        self.assertIsNone(token)
        self.assertEqual(seen, [f"Herring {number}" for number in range(7)])

    def test_a_token_from_the_future_shows_nothing_from_the_future(self):
        self.story("Herring to come", age=-DAY)
        token = f"{int((NOON + 9 * DAY).timestamp())}-0"
        self.assertEqual(self.order(before=token), [])
        with self.assertRaisesMessage(Refused, "no page of these results"):
            self.order(before="1' OR 1=1")

    def test_a_century_of_stories_is_found_by_their_days(self):
        self.story("Herring of 1926", age=100 * 365 * DAY)
        self.story("Herring of today")
        self.assertEqual(self.order(until=NOON - 365 * DAY), ["Herring of 1926"])
        self.assertEqual(self.order(since=NOON - 365 * DAY), ["Herring of today"])


class IndexTests(PageTestCase):
    """What is in the index, and who finds it."""

    def found(self, query, at=None):
        return [hit.story.pk for hit in search.find(query, at=at or NOON + DAY).hits]

    def rows(self):
        return len(engines.places_after(engines.FIRST_PLACE, 1000))

    def test_a_draft_is_in_no_index(self):
        make_draft("Zeppelin")
        self.assertEqual((self.found("zeppelin"), self.rows()), ([], 0))

    def test_a_scheduled_story_is_found_from_its_minute_on(self):
        draft = make_draft("Zeppelin")
        story = workflow.publish(draft, by=None, at=NOON, publish_at=NOON + DAY)
        self.assertEqual(self.found("zeppelin", NOON + DAY - timedelta(seconds=1)), [])
        self.assertEqual(self.found("zeppelin", NOON + DAY), [story.pk])

    def test_a_story_taken_down_is_gone_at_once(self):
        first, second = make_story("Zeppelin one"), make_story("Zeppelin two")
        workflow.withdraw(first, by=None, at=NOON + DAY)
        workflow.kill(second, by=None, at=NOON + DAY, reason="It was wrong.")
        self.assertEqual((self.found("zeppelin"), self.rows()), ([], 0))

    def test_stories_of_a_hidden_section_are_not_found_and_come_back_with_it(self):
        section = make_section("World")
        story = make_story("Zeppelin", make_section("Europe", parent=section))
        section.is_visible = False
        tree.save(section)
        self.assertEqual(self.found("zeppelin"), [])
        section.is_visible = True
        tree.save(section)
        self.assertEqual(self.found("zeppelin"), [story.pk])

    def test_changed_text_is_found_only_when_it_is_live(self):
        story = make_story("Zeppelin")
        text = story.newest_revision.snapshot | {"headline": "Airship"}
        story = workflow.save_revision(story, text, base=1, by=None, at=NOON + DAY)
        self.assertEqual((self.found("zeppelin"), self.found("airship")), ([story.pk], []))
        workflow.update(story, by=None, at=NOON + DAY)
        self.assertEqual((self.found("zeppelin"), self.found("airship")), ([], [story.pk]))
        self.assertEqual(self.rows(), 1)

    def test_a_story_is_found_by_its_tags_and_people_but_not_by_names_kept_from_readers(self):
        seen, hidden = make_author("Ada Lovelace"), make_author("Mata Hari", is_public=False)
        bylines = [{"author": person.pk} for person in (seen, hidden)]
        story = make_story("Zeppelin", tags=["Aviation", "Informant"], bylines=bylines)
        self.assertEqual(self.found("lovelace aviation"), [story.pk])
        self.assertEqual(self.found("mata hari"), [])
        story.tags.filter(name="Informant").update(is_public=False)
        self.assertEqual(list(search.index_all(Article.objects.all())), [(story.pk, 1)])
        self.assertEqual(self.found("informant"), [])

    def test_a_rebuild_makes_the_index_equal_to_the_live_set(self):
        stories = [make_story(f"Zeppelin {number}") for number in range(3)]
        expected = engines.places_after(engines.FIRST_PLACE, 10)
        search.forget(stories[0])
        Article.objects.filter(pk=stories[1].pk).update(status=Article.Status.WITHDRAWN)
        Article.objects.filter(pk=stories[2].pk).update(headline="Airship")
        out = StringIO()
        call_command("rebuild_search", stdout=out)
        self.assertEqual(out.getvalue(), "The search knows 2 stories.\n")
        self.assertEqual((len(self.found("zeppelin")), len(self.found("airship"))), (1, 1))
        Article.objects.filter(pk=stories[1].pk).update(status=Article.Status.PUBLISHED)
        for _ in range(2):
            call_command("rebuild_search", verbosity=0)
            self.assertEqual(engines.places_after(engines.FIRST_PLACE, 10), expected)

    def test_a_rebuild_goes_on_behind_a_story(self):
        stories = [make_story(f"Zeppelin {number}") for number in range(3)]
        for story in stories:
            search.forget(story)
        call_command("rebuild_search", after=stories[1].pk, verbosity=0)
        self.assertEqual(self.found("zeppelin"), [stories[2].pk])

    def test_a_text_of_any_length_goes_into_the_index(self):
        text = " ".join(f"漢{chr(0x4E00 + number % 20000)}" for number in range(30_000))
        story = make_story("Zeppelin", body=f"<p>first {text} last</p>")
        self.assertEqual((self.found("first"), self.found("last")), ([story.pk], []))


class PageTests(PageTestCase):
    def setUp(self):
        self.world = make_section("World")
        self.europe = make_section("Europe", parent=self.world)
        self.author = make_author("Ada Lovelace")
        self.story = make_story(
            "Herring returns",
            self.europe,
            tags=["Fishing"],
            bylines=[{"author": self.author.pk}],
        )
        self.other = make_story("Herring leaves", make_section("Sport"), public_at=NOON + 5 * DAY)

    def shows(self, **asked):
        page = self.text("/search/?" + urlencode({"q": "herring"} | asked))
        return [
            name
            for name, story in (("story", self.story), ("other", self.other))
            if f'"{story.get_absolute_url()}"' in page
        ]

    def test_the_form_alone_for_an_empty_search(self):
        for path in ("/search/", "/search/?q=", "/search/?q=+"):
            page = self.text(path)
            self.assertIn('<form action="/search/" method="get"', page)
            self.assertIn('<meta name="robots" content="noindex">', page)
            self.assertNotIn('class="search-answer"', page)

    def test_results_are_narrowed_by_section_tag_person_and_day(self):
        self.assertEqual(self.shows(), ["story", "other"])
        self.assertEqual(self.shows(section="world"), ["story"])
        self.assertEqual(self.shows(section="world/europe"), ["story"])
        self.assertEqual(self.shows(section="sport"), ["other"])
        self.assertEqual(self.shows(tag="fishing", person="ada-lovelace"), ["story"])
        self.assertEqual(self.shows(to="2026-03-12"), ["story"])
        self.assertEqual(self.shows(**{"from": "2026-03-17", "to": "2026-03-17"}), ["other"])
        self.assertEqual(self.shows(**{"from": "2026-03-13", "to": "2026-03-16"}), [])

    def test_what_a_filter_cannot_be_is_said_in_a_sentence(self):
        for asked, sentence in (
            ({"from": "yesterday"}, "“yesterday” is not a day"),
            ({"from": "2026-02-30"}, "“2026-02-30” is not a day"),
            ({"to": "9999-12-31"}, "is not a day"),
            ({"from": "2026-03-13", "to": "2026-03-12"}, "first day is after the last"),
            ({"section": "nowhere"}, "no such section"),
            ({"tag": "nothing"}, "no such tag"),
            ({"person": "nobody\x00"}, "Nobody of that name"),
            ({"before": "elsewhere"}, "no page of these results"),
            ({"q": "x" * 201}, "200 characters at most"),
        ):
            with self.subTest(asked=asked):
                page = self.text("/search/?" + urlencode({"q": "herring"} | asked))
                self.assertIn(sentence, page)

    def test_the_words_of_the_reader_come_back_escaped(self):
        page = self.get('/search/?q="><script>alert(1)</script>').content.decode()
        self.assertNotIn("<script>", page)
        self.assertIn("&lt;script&gt;", page)

    def test_a_headline_with_markup_is_shown_as_text(self):
        make_story("<script>herring</script>")
        page = self.get("/search/?q=herring").content.decode()
        self.assertIn("&lt;script&gt;<mark>herring</mark>&lt;/script&gt;", page)
        self.assertNotIn("<script>", page)

    def test_five_queries_at_most_with_few_rows_and_with_many(self):
        path = "/search/?q=herring&tag=fishing&person=ada-lovelace&section=world"
        few = self.count_queries(path)
        self.assertLessEqual(few, 5)
        for number in range(30):
            make_story(
                f"Herring {number}",
                self.europe,
                tags=["Fishing"],
                bylines=[{"author": self.author.pk}],
            )
        self.assertIn("31 stories", self.text(path))
        self.assertEqual(self.count_queries(path), few)
        self.assertLessEqual(self.count_queries("/search/?q=herrnig"), 5)
        self.assertEqual(self.count_queries("/search/"), 1)

    def test_more_results_lead_to_the_rest_with_the_filters_kept(self):
        for number in range(24):
            make_story(f"Herring {number}", self.world, public_at=NOON + number * DAY)
        page = self.get("/search/?q=herring&section=world")
        asked = page.context["asked"]
        self.assertIn(f'href="{asked.older_address}"'.replace("&", "&amp;"), page.content.decode())
        rest = self.get(asked.older_address).context["asked"]
        self.assertEqual((len(asked.results.hits), len(rest.results.hits)), (20, 5))
        self.assertEqual((rest.section, rest.results.next), (self.world, None))

    def test_how_many_were_found_is_told_up_to_a_bound(self):
        row = Article.objects.get(pk=self.story.pk)
        for number in range(search.DEPTH):
            row.pk, row.slug = None, f"herring-{number}"
            row.save(force_insert=True)
        list(search.index_all(Article.objects.all()))
        self.assertIn(f"More than {search.DEPTH} stories", self.text("/search/?q=herring"))


class HostileTests(PropertyTestCase):
    """Whatever is asked, the page answers."""

    @classmethod
    def setUpTestData(cls):
        make_story("Council votes on the harbour", body="<p>Election (draft) 東京</p>")

    signs = st.sampled_from("\"'*:()^{}+-~<>=&|!%_\\;/\x00 \u200b\u0301京").map(str)
    parts = st.sampled_from(
        [
            "harbour",
            "vote",
            "AND",
            "OR",
            "NOT",
            "NEAR(",
            "headline:",
            "<->",
            ":*",
            "::",
            "$$",
            "' --",
        ]
    )
    letters = st.characters(codec="utf-8")  # what a request can hold
    queries = st.lists(signs | parts | letters | st.text(letters, max_size=8), max_size=40)

    @given(
        queries.map("".join), st.sampled_from(["q", "section", "tag", "person", "from", "before"])
    )
    @settings(max_examples=150, deadline=None)
    def test_operators_and_noise_are_harmless(self, noise, name):
        response = self.client.get("/search/", {"q": "harbour", name: noise})
        self.assertEqual(response.status_code, 200)
        asked = response.context["asked"]
        self.assertTrue(asked.results is not None or asked.problem or not asked.q)

    @given(st.text(max_size=60))
    @settings(max_examples=300, deadline=None)
    def test_words_hold_no_sign_that_means_something_to_a_database(self, text):
        signs = set(" '\"\\:*()&|!<>{}^+-$\x00")
        self.assertEqual([word for word in words(text) if not word or set(word) & signs], [])

    def test_long_and_broken_queries_are_answered_within_200_ms(self):
        for query in (
            "x" * 10_240,
            "word " * 1_000,
            " ".join("abcdefghijklmnopqrstuvwxyz" * 4)[:200],
            '"' * 200,
            '" ' * 100,
            "(" * 200,
            "%" * 200,
            "_" * 200,
            "ﷺ" * 200,  # each becomes four words
            "東" * 200,
            "\x00" * 200,
            "e\u0301" * 100,
            "'; DROP TABLE articles_search; --",
        ):
            with self.subTest(query=query[:20]):
                times = []
                for _ in range(3):
                    start = perf_counter()
                    self.assertEqual(self.client.get("/search/", {"q": query}).status_code, 200)
                    times.append(perf_counter() - start)
                self.assertLess(min(times), 0.2)


class SizeTests(PageTestCase):
    """With 2,000 stories; `tests.benchmarks.search` measures with more."""

    @classmethod
    def setUpTestData(cls):
        fill(2_000)

    def test_whatever_is_asked_takes_three_queries_at_most_and_little_time(self):
        """200 ms are promised, and held by the benchmark; a machine that runs other tests too gets more."""
        for name, asked, limit in queries():
            with self.subTest(name):
                self.assertLessEqual(limit, 200)
                self.assertLess(min(self.seconds(query) for query in asked[:3] * 3), 1.5)

    def seconds(self, query):
        start = perf_counter()
        with CaptureQueriesContext(connection) as taken:
            try:
                search.find(query, at=timezone.now())
            except Refused:
                self.assertEqual(len(taken), 0)
        self.assertLessEqual(len(taken), 3)
        return perf_counter() - start

    def test_a_word_of_every_hundredth_story_is_found_in_each_of_them(self):
        results = search.find("zeppelin", at=timezone.now(), limit=50)
        self.assertEqual((results.total, len(results.hits)), (20, 20))
        for hit in results.hits:
            self.assertIn("<mark>zeppelin</mark>", hit.snippet.lower())


class WordTests(PageTestCase):
    """Which forms are one word, and which are not."""

    def test_forms_of_a_word_are_one_word(self):
        for forms in (
            "vote votes voted voting",
            "plan plans planned planning",
            "herring herrings",
            "evening evenings",
            "city cities",
            "movie movies",
            "crisis crises",
            "analysis analyses analysed",
            "house houses housing housed",
            "control controls controlled controlling",
            "tax taxes taxed taxing",
            "increase increases increasing",
            "carry carries carried carrying",
            "выборы выборов выборах выборами",
            "гавань гавани гаванью",
            "россия россии россию",
        ):
            with self.subTest(forms=forms):
                self.assertEqual(len({stem(form) for form in forms.split()}), 1)

    def test_words_that_only_look_alike_are_not(self):
        for pair in (
            "new news",
            "her herring",
            "plan plane",
            "car care",
            "win wine",
            "us use",
            "unit united",
            "police policy",
            "even evening",
            "дом дума",
        ):
            with self.subTest(pair=pair):
                one, other = pair.split()
                self.assertNotEqual(stem(one), stem(other))
