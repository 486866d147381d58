"""A button pressed again and again: the same request ten times at once does what it does once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from articles.models import Article

from . import material
from .desk import ANSWER, new_mark
from .editor import Editor
from .faults import Outcome
from .server import serving

TIMES = 10
NEW = "/admin/articles/article/add/"


def run(trial):
    [login] = material.make_editors(1)
    with serving(trial.folder, application=trial.application, workers=TIMES) as site:
        editor = Editor(site.address, login.username, login.password)
        save = _pressed(editor, material.make_story(), "_save", {"save": 1})
        publish = _pressed(editor, material.make_story(), "_publish", {"save": 1, "publish": 1})
        update = _pressed(
            editor, material.make_story(public=True), "_update", {"save": 1, "update": 1}
        )
        new = _new_story(editor)
    figure = f"{TIMES} × the same: save {save[0]}; publish {publish[0]}; publish changes {update[0]}; new {new[0]}"
    faults = [fault for _, found in (save, publish, update, new) for fault in found]
    return Outcome(figure, faults + material.problems())


def _pressed(editor, article, button, wanted_acts):
    """Returns (what was made, in words; what is wrong)."""
    before, acts_before = article.revisions.count(), article.log.count()
    form, mark = editor.open(material.form_of(article)), new_mark()
    pairs = form.filled(body=f"<p>{mark}</p>", **ANSWER)
    answers = _at_once(editor, material.form_of(article), [*pairs, (button, "1")])
    revisions = article.revisions.count() - before
    rows = article.log.order_by("pk")[acts_before:]
    acts = {
        act: sum(row.act == act for row in rows)
        for act in {row.act for row in rows} | set(wanted_acts)
    }
    faults = _bad_answers(button, answers)
    if revisions != 1:
        faults.append(f"{button}: {revisions} revisions were made, not 1")
    if acts != wanted_acts:
        faults.append(f"{button}: the log has {acts}, not {wanted_acts}")
    return f"{revisions} revision, {len(rows)} log row{'s' * (len(rows) != 1)}", faults


def _new_story(editor):
    form, mark = editor.open(NEW), new_mark()
    answers = _at_once(
        editor, NEW, [*form.filled(headline=mark, body=f"<p>{mark}</p>"), ("_save", "1")]
    )
    made = Article.objects.filter(headline=mark).count()
    faults = _bad_answers("new story", answers)
    if made != 1:
        faults.append(f"new story: {made} stories were made, not 1")
    return f"{made} story", faults


def _at_once(editor, path, pairs):
    together = Barrier(TIMES, timeout=30)

    def press(_):
        together.wait()
        return editor.post(path, pairs)

    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(press, range(TIMES)))


def _bad_answers(name, answers):
    return [f"{name}: answered {answer.summary()}" for answer in answers if not answer.is_stored]
