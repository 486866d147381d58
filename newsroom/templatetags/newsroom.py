"""Times, addresses and the style sheet, for every template."""

import calendar
import json

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from newsroom.ages import age_in_words
from newsroom.pagecache import pieces
from newsroom.security import css

register = template.Library()


@register.simple_tag
def site_name():
    return settings.SITE_NAME


@register.simple_tag
def masthead(navigation, current):
    """The paper's name and its sections; `current`: the top section that the page stands in, or nothing."""
    return _for_all("_masthead.html", navigation, current)


@register.simple_tag
def foot(navigation):
    """The foot of every page."""
    return _for_all("_foot.html", navigation)


def _for_all(template, navigation, current=None):
    """What stands on all pages of a section, made once until anything is purged. A page for what broke has no
    navigation, and asks for nothing that may be broken too.
    """
    context = {"navigation": navigation, "current": current}
    if not navigation:
        return render_to_string(template, context)
    name = f"{template} {current.pk if current else ''}"
    return pieces.until_purged(name, lambda: render_to_string(template, context))


@register.simple_tag
def page_css():
    """The readers' style sheet. Its digest stands in the page's Content-Security-Policy."""
    return mark_safe(css("site.css"))  # noqa: S308  our own file


@register.simple_tag
def text_css():
    """The style sheet of the text edition."""
    return mark_safe(css("text.css"))  # noqa: S308  our own file


@register.filter
def absolute(path):
    """A site-relative address with the scheme and host that readers use."""
    return settings.SITE_URL + path


@register.simple_tag
def structured_data(data):
    """JSON-LD in a block that no text can close: "<", ">" and "&" are written as escapes."""
    text = json.dumps(data, ensure_ascii=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04X}")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped above


@register.filter
def month_name(number):
    return calendar.month_name[number]


@register.simple_tag
def age(then, now):
    """`<time>` with the age in words."""
    return format_html('<time datetime="{}">{}</time>', _iso(then), age_in_words(then, now))


@register.simple_tag
def day(time):
    """`<time>` with the day, in the paper's zone."""
    local = timezone.localtime(time, timezone.get_default_timezone())
    return format_html(
        '<time datetime="{}">{}</time>',
        local.date().isoformat(),
        f"{local:%A}, {local.day} {local:%B %Y}",
    )


@register.simple_tag
def moment(time):
    """`<time>` with day, hour and zone, in the paper's zone."""
    local = timezone.localtime(time, timezone.get_default_timezone())
    words = f"{local.day} {local:%B %Y, %H:%M} {_zone(local)}"
    return format_html('<time datetime="{}">{}</time>', _iso(time), words)


def _iso(time):
    return timezone.localtime(time, timezone.get_default_timezone()).isoformat(timespec="seconds")


def _zone(local):
    """The zone's letters, or its distance from UTC where it has none."""
    letters = local.tzname()
    return letters if letters.isalpha() else f"UTC{letters}"
