"""The worker is killed before each database statement of a save in turn, so that no step is left to chance: the
story is as it was, or it is saved whole.
"""

from . import material
from .cut_short import HEADER
from .desk import new_mark, other_words
from .editor import Editor, NoAnswer
from .faults import Outcome
from .server import serving

APPLICATION = "tests.faults.cut_short:application"
MOST = 400  # statements; a save has fewer


def run(trial):
    [login] = material.make_editors(1)
    figures, faults = [], []
    with serving(trial.folder, application=APPLICATION) as site:
        editor = Editor(site.address, login.username, login.password)
        for words, public, button in (
            ("save", False, "_save"),
            ("publish changes", True, "_update"),
        ):
            figure, found = _cut_at_every_step(editor, material.make_story(public), button)
            figures.append(f"{words} {figure}")
            faults += [f"{words}: {sentence}" for sentence in found]
    return Outcome("; ".join(figures), faults)


def _cut_at_every_step(editor, article, button):
    path, form, saved, found = material.form_of(article), None, 0, []
    for statement in range(1, MOST):
        form = form or editor.open(path)
        before = article.revisions.count()
        pairs = [*form.filled(**other_words(new_mark())), (button, "1")]
        try:
            answer = editor.post(path, pairs, {HEADER: str(statement)})
        except NoAnswer:
            answer = None
        made = article.revisions.count() - before
        found += [
            f"killed before statement {statement}: {sentence}" for sentence in material.problems()
        ]
        if answer is None:
            saved += made
            form = None if made else form
            continue
        if not answer.is_stored or made != 1:
            found.append(f"not killed, and answered {answer.summary()}")
        steps = statement - 1
        words = f"{steps - saved} nothing saved, {saved} saved whole, {len(found)} half"
        return f"{steps} steps: {words}", found
    return f"{MOST} steps", [f"a save has more than {MOST} statements, or never ended"]
