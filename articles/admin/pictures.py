"""The picture library at the desk: its list and form with the focal point, and what the story form's picker asks."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_POST

from articles import kept, library, permissions
from articles.errors import Refused
from articles.models import Author, Image, Series
from newsroom.desk import DeskAdmin

from .people import may_write

FOUND = 24  # pictures that the picker shows at once
THUMB = ("3x2", 320, "webp")
WORDS = ("alt", "credit", "caption")


class UploadForm(forms.ModelForm):
    """A new picture: the file, and its words."""

    upload = forms.FileField(
        label="File", help_text="JPEG, PNG, WebP, GIF or AVIF; at most 20 MB and 40 million pixels."
    )

    class Meta:
        model = Image
        fields = ["title", "alt", "caption", "credit", "rights"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False


@admin.register(Image)
class ImageAdmin(DeskAdmin):
    """Pictures are uploaded, named and given a focal point here; a picture in use cannot be deleted."""

    list_display = ["preview", "title", "alt", "credit", "uploaded_at"]
    list_display_links = ["title"]
    search_fields = ["title", "alt", "caption", "credit"]
    fields = ["title", "alt", "caption", "credit", "rights", "taken_at", "focus_x", "focus_y"]
    change_form_template = "admin/articles/image/change_form.html"

    def has_view_permission(self, request, obj=None):
        """Who writes stories may look pictures up."""
        return super().has_view_permission(request, obj) or may_write(request.user)

    def has_change_permission(self, request, obj=None):
        """All of them, or those that one uploaded."""
        return library.may_describe(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        in_use = obj is not None and (
            obj.pictures.exists() or Author.objects.filter(portrait=obj).exists()
        )
        return super().has_delete_permission(request, obj) and not in_use

    def change_view(self, request, object_id, form_url="", extra_context=None):
        image = self.get_object(request, object_id)
        preview = image.rendition_url("whole", 640, "webp") if image else ""
        return super().change_view(request, object_id, form_url, {"preview": preview})

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, **kwargs) if obj else UploadForm

    def get_fields(self, request, obj=None):
        return self.fields if obj else ["upload", *UploadForm.Meta.fields]

    def add_view(self, request, form_url="", extra_context=None):
        if request.method == "POST" and request.FILES.get("upload"):
            return self._upload(request) or super().add_view(request, form_url, extra_context)
        return super().add_view(request, form_url, extra_context)

    def _upload(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        words = {name: request.POST.get(name, "") for name in (*WORDS, "rights", "title")}
        try:
            image = library.add_image(
                request.FILES["upload"], by=request.user, at=timezone.now(), **words
            )
        except Refused as refused:
            for sentence in refused.sentences:
                messages.error(request, sentence)
            return None
        messages.success(request, f"“{image}” is in the library. Is the focal point right?")
        return HttpResponseRedirect(reverse("admin:articles_image_change", args=[image.pk]))

    def save_model(self, request, image, form, change):
        """A moved focal point makes new renditions under new names; the old ones are of no use."""
        super().save_model(request, image, form, change)
        kept.purge_picture(image, form.changed_data)
        if {"focus_x", "focus_y"} & set(form.changed_data):
            library.delete_renditions(image.pk)

    def delete_model(self, request, image):
        kept.purge_deleted_picture(image)
        super().delete_model(request, image)

    @admin.display(description="picture")
    def preview(self, image):
        return format_html(
            '<img src="{}" alt="" width="96" height="64">', image.rendition_url(*THUMB)
        )

    # What the picker of the story form asks

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("picker/", view(require_GET(self.picker)), name="articles_image_picker"),
            path("upload/", view(require_POST(self.upload)), name="articles_image_upload"),
            *super().get_urls(),
        ]

    def picker(self, request):
        """The newest pictures that have all the words of `q`, or those with the ids of `pk`: {"pictures": […]}."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = Image.objects.all()
        ids = [text for text in request.GET.getlist("pk") if text.isdecimal() and len(text) < 19]
        if ids:
            found = found.filter(pk__in=ids)
        for word in request.GET.get("q", "")[:200].split():
            found = found.filter(
                Q(title__icontains=word)
                | Q(alt__icontains=word)
                | Q(caption__icontains=word)
                | Q(credit__icontains=word)
            )
        return JsonResponse({"pictures": [_in_picker(image) for image in found[:FOUND]]})

    def upload(self, request):
        """Takes one file with its words: {"picture": …}, or {"refused": sentence} with 422."""
        if "file" not in request.FILES:
            return JsonResponse({"refused": "Choose a file first."}, status=422)
        words = {name: request.POST.get(name, "") for name in WORDS}
        try:
            image = library.add_image(
                request.FILES["file"],
                by=request.user,
                at=timezone.now(),
                story=_story(request),
                **words,
            )
        except Refused as refused:
            return JsonResponse({"refused": " ".join(refused.sentences)}, status=422)
        return JsonResponse({"picture": _in_picker(image)})


def _story(request):
    """The story whose form uploads, if the account may read it."""
    pk = request.GET.get("story", "")
    is_id = pk.isascii() and pk.isdecimal() and len(pk) < 19
    return permissions.open_to(request.user).filter(pk=pk).first() if is_id else None


def _in_picker(image):
    return {
        "id": image.pk,
        "title": image.title,
        "alt": image.alt,
        "caption": image.caption,
        "credit": image.credit,
        "thumb": image.rendition_url(*THUMB),
        "whole": image.rendition_url("whole", 480, "webp"),
    }


@admin.register(Series)
class SeriesAdmin(DeskAdmin):
    """Stories that belong together."""

    list_display = ["title", "introduction"]
    search_fields = ["title"]

    def save_model(self, request, series, form, change):
        super().save_model(request, series, form, change)
        kept.purge_series(series, form.changed_data)

    def delete_model(self, request, series):
        kept.purge_series(series)
        super().delete_model(request, series)

    def has_view_permission(self, request, obj=None):
        """Who writes stories may look series up."""
        return super().has_view_permission(request, obj) or may_write(request.user)
