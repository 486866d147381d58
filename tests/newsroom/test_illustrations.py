"""The demonstration's drawings: one for each story that asks for one, the same each time, none twice."""

import time
from io import BytesIO

from django.test import SimpleTestCase
from PIL import Image

from newsroom.demonstration import illustrations, paper
from newsroom.demonstration.drawing.inks import along, mix, rgb
from newsroom.demonstration.drawing.sheet import PIXELS, Sheet
from newsroom.demonstration.paper import with_figures

SECONDS = 1.0  # of one processor for one picture; a quarter on a quiet machine


class DrawingTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        """Everything is drawn once, in processes of its own as the demonstration does it."""
        super().setUpClass()
        cls.rows = paper.read()
        cls.stories = [story for story in cls.rows["story"] if story["picture"]]
        with illustrations.pool() as artists:
            coming = {
                story["slug"]: artists.submit(
                    illustrations.draw, illustrations.scene_of(story), story["slug"]
                )
                for story in cls.stories
            }
            coming |= {
                row["scene"]: artists.submit(illustrations.draw, row["scene"], row["scene"])
                for row in cls.rows["picture"]
            }
            coming |= {
                row["slug"]: artists.submit(illustrations.draw_portrait, row["slug"])
                for row in cls.rows["person"]
            }
            cls.drawn = {name: work.result() for name, work in coming.items()}

    def test_every_story_that_asks_for_a_picture_has_a_composition_of_its_own(self):
        self.assertGreaterEqual(len(self.stories), 60)
        scenes = [illustrations.scene_of(story) for story in self.stories]
        scenes += [row["scene"] for row in self.rows["picture"]]
        self.assertEqual(len(set(scenes)), len(scenes))
        self.assertLessEqual({story["slug"] for story in self.stories}, set(illustrations.SCENES))
        self.assertGreaterEqual(len({scene.partition(".")[0] for scene in scenes}), 12)

    def test_no_two_drawings_are_equal(self):
        wanted = len(self.stories) + len(self.rows["picture"]) + len(self.rows["person"])
        self.assertEqual(len({drawn.content for drawn in self.drawn.values()}), wanted)

    def test_each_is_a_jpeg_of_the_size_it_says(self):
        people = {row["slug"] for row in self.rows["person"]}
        for name, drawn in self.drawn.items():
            with self.subTest(name), Image.open(BytesIO(drawn.content)) as picture:
                size = (900, 900) if name in people else (1800, 1200)
                self.assertEqual((picture.format, picture.mode), ("JPEG", "RGB"))
                self.assertEqual((picture.size, (drawn.width, drawn.height)), (size, size))
                self.assertLess(len(drawn.content), 700_000)
                self.assertGreater(len(picture.convert("P").getcolors()), 20)  # no empty sheet

    def test_the_focal_point_lies_well_within_the_picture(self):
        for name, drawn in self.drawn.items():
            for share in drawn.focus:
                self.assertTrue(0.2 < share < 0.8, name)

    def test_the_same_slug_gives_the_same_bytes_and_soon(self):
        """Also in another process than the first time."""
        for story in self.stories[::9]:
            began = time.process_time()
            again = illustrations.draw(illustrations.scene_of(story), story["slug"])
            seconds = time.process_time() - began
            self.assertEqual(again, self.drawn[story["slug"]], story["slug"])
            self.assertLess(seconds, SECONDS, story["slug"])

    def test_a_story_without_a_composition_takes_one_of_its_section_and_draws_it_its_own_way(self):
        new = [{"slug": slug, "section": "sport/sailing"} for slug in ("one-more", "another-one")]
        scenes = {illustrations.scene_of(story) for story in new}
        self.assertEqual(scenes, {illustrations.BY_SECTION["sport"]})
        (scene,) = scenes
        first, second = (illustrations.draw(scene, story["slug"]) for story in new)
        self.assertNotEqual(first.content, second.content)

    def test_every_section_has_one_to_take(self):
        for row in self.rows["section"]:
            scene = illustrations.scene_of({"slug": "a-new-one", "section": row["path"]})
            self.assertEqual(scene, illustrations.BY_SECTION[row["path"].partition("/")[0]])


class SheetTests(SimpleTestCase):
    """The tools behind the compositions."""

    def colour(self, sheet, x, y):
        return "#" + "".join(
            f"{part:02x}" for part in sheet.image.getpixel((round(x * PIXELS), round(y * PIXELS)))
        )

    def test_inks_are_mixed_by_shares(self):
        self.assertEqual(rgb("#102030"), (16, 32, 48))
        self.assertEqual(mix("#000000", "#ff8000", 0.5), "#804000")
        self.assertEqual(along(("#000000", "#ffffff", "#ff0000"), 1), "#ff0000")

    def test_what_is_drawn_at_a_place_is_moved_scaled_and_mirrored(self):
        sheet = Sheet("seed", "#ffffff")
        with sheet.at(100, 100, 2, flip=True):
            sheet.rect(10, 0, 20, 10, "#ff0000")
        self.assertEqual(self.colour(sheet, 70, 110), "#ff0000")
        self.assertEqual(self.colour(sheet, 130, 110), "#ffffff")

    def test_what_falls_outside_the_outline_is_gone(self):
        sheet = Sheet("seed", "#ffffff")
        with sheet.inside([(0, 0), (100, 0), (100, 100), (0, 100)]):
            sheet.rect(50, 50, 500, 500, "#ff0000")
        self.assertEqual(self.colour(sheet, 75, 75), "#ff0000")
        self.assertEqual(self.colour(sheet, 300, 300), "#ffffff")

    def test_shapes_joined_to_one_lie_no_thicker_where_they_overlap(self):
        sheet = Sheet("seed", "#ffffff")
        square = [(0, 0), (100, 0), (100, 100), (0, 100)]
        sheet.union([square, [(x + 50, y) for x, y in square]], "#000000", 0.5)
        self.assertEqual(self.colour(sheet, 25, 50), self.colour(sheet, 75, 50))


class FigureTests(SimpleTestCase):
    """Where pictures stand in a text."""

    TEXT = "<p>One.</p>\n<h2>Head</h2>\n<p>Two.</p>\n<p>Three.</p>\n"

    def test_behind_the_first_paragraph_under_their_heading_the_others_in_a_gallery(self):
        placed = {"story": "a-story", "after": "Head"}
        html = with_figures(self.TEXT, [(placed, "[1]"), ({}, "[2]"), ({}, "[3]")])
        self.assertEqual(
            html,
            "<p>One.</p>\n<h2>Head</h2>\n<p>Two.</p>\n[1]\n<p>Three.</p>\n"
            '<div class="gallery">[2][3]</div>',
        )

    def test_a_text_without_pictures_stays_as_it_is(self):
        self.assertEqual(with_figures(self.TEXT, []), self.TEXT)

    def test_a_heading_that_is_not_there_is_told(self):
        with self.assertRaisesMessage(ValueError, "a-story has no heading “Tail”."):
            with_figures(self.TEXT, [({"story": "a-story", "after": "Tail"}, "[1]")])
