"""How an act reaches readers, told to the editor who did it: a line below the message of the act, which a script
fills by asking here until all pages are right.
"""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_GET

from articles import reaching

PATIENCE = 30  # seconds after the act; what is old then is said to be old


class Reaching:
    """The part of the story admin that looks as a reader does."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_GET(self.reaching_view))
        return [
            path("<int:object_id>/reaching/", view, name="articles_article_reaching"),
            *super().get_urls(),
        ]

    def reaching_view(self, request, object_id):
        """{"words": a sentence, "is_over": whether there is nothing more to ask}."""
        article, at = self._story(request, str(object_id)), timezone.now()
        if article is None:
            raise Http404
        act = reaching.last_act(article, at)
        if act is None:
            return JsonResponse({"words": "", "is_over": True})
        look = reaching.look(article)
        seconds = (timezone.now() - act.at).total_seconds()
        is_answered = bool(look.right or look.old)
        is_over = not (look.old or look.unheard) or not is_answered or seconds > PATIENCE
        words = _words(look, seconds, is_shown=article.is_public(at), is_over=is_over)
        return JsonResponse({"words": words, "is_over": is_over})


def tell(request, article, act, sentence):
    """The message of an act. Where readers notice it, with the line that says when they have it."""
    if act in reaching.ACTS and article.was_public(timezone.now()):
        sentence = format_html(
            '{} <span class="desk-reaching" role="status" data-url="{}">'
            'Look at <a href="/">the front</a> as readers do.</span>',
            sentence,
            reverse("admin:articles_article_reaching", args=[article.pk]),
        )
    messages.success(request, sentence)


def _words(look, seconds, *, is_shown, is_over):
    done = "Visible to readers" if is_shown else "Gone for readers"
    if not (look.right or look.old):
        return (
            "When readers have it cannot be seen from here: the site did not answer when it was asked "
            "as readers ask. Look at it yourself."
        )
    waiting = look.old + look.unheard
    if not waiting:
        return f"{done} after {seconds:.1f} s: {_names(look.right)}."
    right = f"{done}: {_names(look.right)}. " if look.right else ""
    if not is_over:
        return f"{right}On its way: {_names(waiting)}."
    old = f"Still old after {seconds:.0f} s: {_names(look.old)}. " if look.old else ""
    unheard = f"Without an answer: {_names(look.unheard)}. " if look.unheard else ""
    return f"{right}{old}{unheard}What you did is done; tell whoever runs the site."


def _names(pages):
    """ "story, front, World, 3 tags, feeds"."""
    tags = [page.name for page in pages if page.kind == "tag"]
    names = [page.name or page.kind for page in pages if page.kind not in ("tag", "feed")]
    if tags:
        names.append(f"{len(tags)} tags" if len(tags) > 1 else f"tag “{tags[0]}”")
    if any(page.kind == "feed" for page in pages):
        names.append("feeds")
    return ", ".join(names)
