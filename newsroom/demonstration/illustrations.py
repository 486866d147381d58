"""Which drawing belongs to which story, and the drawing of many at once.

Knows no Django: the drawing is done in processes of their own.
"""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module

from .drawing import portraits
from .drawing.sheet import Sheet

WORKERS = max(1, min(4, os.cpu_count() or 1))

# The slug of a story: its composition, as module and function of `drawing.scenes`.
SCENES = {
    "anniversary-we-deserve-has-fewer-statues": "city.plinth",
    "aune-steel-jumps-on-rail-contract": "halls.rail_mill",
    "aune-university-eight-ends-hallin-run": "river.rowing_race",
    "barley-that-drinks-from-the-estuary": "land.barley",
    "boatbuilders-who-race-what-they-mend": "boats.boatyard",
    "bogs-hold-back-the-flood-at-tarnholm": "land.bog",
    "brackwater-auction-swaps-shouting-for-a-clock": "halls.auction",
    "brackwater-fc-pitch-trawler-crew": "boats.deck_football",
    "brackwater-smoked-eel-keeps-its-name": "halls.smokehouse",
    "brask-loses-majority-over-wind-licences": "halls.chamber",
    "budget-passes-by-four-votes": "city.parliament_night",
    "chandlers-to-shut-six-of-nine-shops": "city.chandler",
    "city-trims-anniversary-and-keeps-the-boats": "boats.procession",
    "cod-skin-dressing-burns-trial": "wards.fish_skin",
    "dam-warnings-were-filed-and-not-read": "land.dam",
    "deepest-part-of-the-harbour-is-borrowed": "boats.survey_launch",
    "dredger-finds-boat-older-than-the-city": "digs.river_boat_dig",
    "eleven-days-down-a-working-river": "river.whole_river",
    "fishing-festival-salt-isles-arabic": "boats.festival_boats",
    "four-hundred-paper-boats-open-anniversary": "anniversary.paper_boats",
    "free-coast-picks-a-pilot-for-mayor": "boats.pilot_for_mayor",
    "galley-under-netmakers-row-tram-works": "digs.street_trench",
    "hallin-state-theatre-tours-by-barge": "stages.theatre_barge",
    "harbour-vote-passes-by-one": "harbour.quay_queue",
    "harbour-women-move-to-quayside-main-ground": "sport.tunnel",
    "hospital-generators-move-upstairs-flood-review": "halls.generator",
    "hospital-ship-for-the-outer-isles": "harbour.hospital_ship",
    "in-praise-of-the-late-ferry": "harbour.late_ferry",
    "keep-the-foghorn-and-lose-the-consultant": "tables.foghorn_dream",
    "kestrel-line-orders-three-battery-ferries": "harbour.battery_ferry",
    "late-flu-wave-what-the-sewage-says": "city.manhole",
    "library-boat-of-the-salt-isles": "boats.library_boat",
    "little-thole-caps-visitors-at-four-hundred": "harbour.island_village",
    "lund-vale-farmers-buy-the-mill": "land.mill",
    "merrow-dust-sensor-wins-a-seat-to-the-moon": "space.moon_lander",
    "merrow-harbour-beat-hallin-wanderers-late-header": "sport.header",
    "more-boxes-fewer-hands-port-in-figures": "harbour.containers",
    "national-bank-holds-rate-at-three": "halls.bank_hall",
    "night-ward-noise-nurse-st-brannocs": "wards.night_ward",
    "oskars-ford-surgery-bus-keeps-its-doctor": "city.surgery_bus",
    "ostvik-frees-crew-of-the-patient-anna": "boats.trawler_in_rain",
    "ostvik-to-charge-ferries-by-the-tonne": "harbour.ferry_and_light",
    "paper-strip-claims-to-test-water-in-a-minute": "wards.test_strip",
    "pilots-wanted-for-the-sound": "boats.pilot_ladder",
    "quiet-arithmetic-of-flood-walls": "river.flood_cutaway",
    "rent-register-to-open-next-spring": "city.terraces",
    "review-the-dredgers-wife-custom-house-theatre": "stages.flooded_stage",
    "review-tide-tables-aune-symphony-premiere": "stages.orchestra",
    "salt-ledger-dry-dock-concert": "stages.dock_concert",
    "salt-pan-strike-ends-after-five-weeks": "land.salt_pans",
    "school-with-three-pupils-stays-open": "land.island_school",
    "seagrass-returns-to-the-skerry-sound": "sea.seagrass",
    "sixteen-year-old-sails-alone-to-salt-isles": "sea.lone_dinghy",
    "sixteen-year-olds-may-vote-in-town-elections": "city.polling_hall",
    "skerry-sound-regatta-third-stage-becalmed": "sea.becalmed",
    "small-states-narrow-water": "tables.sea_chart",
    "st-brannocs-sunday-theatres-cut-hip-wait": "wards.operating_theatre",
    "student-satellite-answers-after-eleven-weeks": "space.satellite",
    "tarnholm-cracks-traced-to-swelling-concrete": "wards.drill_core",
    "the-river-in-twenty-two-thousand-bottles": "halls.bottle_cellar",
    "tide-clerk-novel-japanese": "tables.night_desk",
    "tide-clerk-novel-wins-lantern-prize": "stages.lantern_prize",
    "tide-gauge-counts-a-faster-rise": "tables.tide_gauge",
    "trouble-with-once-in-a-century": "river.flood_marker",
    "vaccination-van-ferry-terminal-reaches-1900": "harbour.health_van",
    "varga-holm-reshuffles-and-splits-transport": "city.palace_steps",
    "velland-signs-for-the-rail-road-to-merrow": "land.timber_train",
    "village-lighthouse-school-ostvik-ukrainian": "halls.lighthouse_school",
    "water-bills-to-rise-for-dam-repair": "tables.kitchen_tap",
    "what-the-greens-bought-with-sixteen-votes": "tables.green_table",
    "what-we-could-learn-from-ostvik-about-queueing": "boats.coffee_across",
    "where-the-river-starts-its-shift": "land.snow_stake",
    "who-owns-the-river-aune": "tables.contested_river",
    "why-harbour-score-from-the-long-throw": "sport.long_throw",
    "woman-who-tunes-the-citys-foghorns": "sea.foghorn_mist",
}

# For a story that has no composition of its own, by the first part of its section's path.
BY_SECTION = {
    "world": "sea.lone_dinghy",
    "politics": "city.parliament_night",
    "business": "harbour.battery_ferry",
    "science": "sea.seagrass",
    "health": "wards.operating_theatre",
    "culture": "anniversary.lanterns_on_bridge",
    "sport": "sea.becalmed",
    "opinion": "city.plinth",
}


@dataclass(frozen=True)
class Drawing:
    """A finished picture: JPEG (`content`), its size in pixels, and the point that must be seen, as
    shares of width and height from the top left.
    """

    content: bytes
    width: int
    height: int
    focus: tuple


def scene_of(story):
    """The composition for a story's lead picture."""
    top = story["section"].partition("/")[0]
    return SCENES.get(story["slug"]) or BY_SECTION.get(top, "river.willow_boat")


def draw(scene, seed):
    """One composition; all that is left to chance comes from the seed."""
    module, name = scene.split(".")
    composition = getattr(import_module(f".drawing.scenes.{module}", __package__), name)
    sheet = Sheet(seed)
    return _printed(sheet, composition(sheet))


def draw_portrait(slug):
    """One of the people of the paper."""
    return _printed(portraits.draw(slug), portraits.FOCUS)


def _printed(sheet, focus):
    picture = sheet.print()
    return Drawing(sheet.jpeg(picture), *picture.size, focus)


def pool():
    """Processes to draw in. They are begun afresh, so that they share no database with this one."""
    return ProcessPoolExecutor(WORKERS, mp_context=multiprocessing.get_context("spawn"))
