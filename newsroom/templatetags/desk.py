"""Times in the admin's pages, in the editor's zone."""

from django import template

from newsroom import moments

register = template.Library()


@register.filter
def moment(time):
    """Day, hour and zone in words."""
    return moments.moment(time)


@register.filter
def short_moment(time):
    """Day and hour, for lists."""
    return moments.short_moment(time)
