"""The picture library: taking pictures in, giving their renditions out, and forgetting those that were withdrawn."""

import hmac
import logging
import re
import secrets
import zoneinfo
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.db import transaction
from django.utils import timezone

from articles.models import Author, Image, Picture
from articles.models.image import new_key
from newsroom.scopes import OWN, scoped

from . import body, kept
from .errors import Refused
from .images import renditions, uploads
from .permissions import Account

UPLOAD = "articles.add_image"
DESCRIBE = "articles.change_image"
logger = logging.getLogger(__name__)
_NAME = re.compile(
    r"(?P<shape>[a-z0-9]+)-(?P<width>[0-9]{2,4})-(?P<x>[0-9]{1,4})x(?P<y>[0-9]{1,4})-[0-9a-f]{32}"
    r"\.(?P<extension>webp|jpg)"
)


def add_image(upload, *, by, at=None, story=None, title="", **words):
    """Takes an uploaded file into the library and returns its Image. `words` (alt, caption, credit, rights) go before
    what the file says of itself. Raises Refused with the reason; then no file and no row is left.
    """
    _check_permission(by, story)
    try:
        picture = uploads.prepare(upload)
    except uploads.PictureRefused as refusal:
        raise Refused(str(refusal)) from refusal
    words = {name: body.plain(text) for name, text in words.items()}
    image = Image(
        width=picture.width,
        height=picture.height,
        title=(title or _title(upload.name))[:120],
        alt=(words.get("alt") or picture.alt)[:300],
        caption=(words.get("caption") or picture.caption)[:500],
        credit=(words.get("credit") or picture.credit)[:150],
        rights=(words.get("rights") or "")[:300],
        taken_at=_taken(picture.taken_at),
        uploaded_at=at or timezone.now(),
        uploaded_by=by,
    )
    return _store(image, picture)


def may_describe(user, image=None):
    """Whether the account may change the words of this picture; without one, of any. None is the operator."""
    if user is None or user.has_perm(DESCRIBE):
        return True
    own = user.has_perm(scoped(DESCRIBE, OWN))
    return own and (image is None or image.uploaded_by_id == user.pk)


def set_credit(image, credit, *, by):
    """Writes who made the picture, as it is printed beside it in every story that shows it. Raises Refused."""
    if not may_describe(by, image):
        raise Refused(
            "Your account may not change the credit of this picture. Ask someone who may."
        )
    image.credit = body.plain(credit)[:150]
    image.save(update_fields=["credit"])
    kept.purge_picture(image, ["credit"])
    return image


def _check_permission(by, story):
    """Who may upload for stories of their own alone needs one that they may still change."""
    if by is None or by.has_perm(UPLOAD):
        return
    account = Account(by)
    if not account.may(UPLOAD):
        raise Refused("Your account may not upload pictures. Ask someone of the desk who may.")
    if story is None:
        raise Refused("Save your story first; pictures are then uploaded into it.")
    if not (account.may(UPLOAD, story) and account.may_save(story)):
        raise Refused("Your account may upload pictures only into stories of your own.")


def add_drawn(picture, *, title, focus, at=None):
    """Takes a picture that our own code has just drawn (an `uploads.Prepared`) into the library, without the process
    that makes strangers' files clean. Nothing that came from outside may come in here. Raises Refused.
    """
    image = Image(
        width=picture.width,
        height=picture.height,
        title=title[:120],
        alt=picture.alt,
        caption=picture.caption,
        credit=picture.credit,
        focus_x=focus[0],
        focus_y=focus[1],
        uploaded_at=at or timezone.now(),
    )
    return _store(image, picture)


def _title(name):
    return re.sub(r"[^\w]+", " ", (name or "").rsplit(".", 1)[0]).strip() or "Picture"


def _taken(text):
    """Cameras write no zone; the paper's is the best guess."""
    zone = zoneinfo.ZoneInfo(settings.TIME_ZONE)
    return datetime.fromisoformat(text).replace(tzinfo=zone) if text else None


def _store(image, picture):
    storage = storages["originals"]
    image.digest = sha256(picture.content).hexdigest()
    name = f"{secrets.token_hex(16)}.{picture.extension}"
    try:
        image.file.name = storage.save(name, ContentFile(picture.content))
    except OSError as error:
        raise Refused(
            f"The picture could not be stored: {error.strerror}. Tell the operator."
        ) from error
    try:
        image.full_clean(exclude=["file"])
        image.save()
    except ValidationError as error:
        storage.delete(image.file.name)
        raise Refused(*error.messages) from error
    except BaseException:
        storage.delete(image.file.name)
        raise
    return image


def rendition(pk, name):
    """Returns (bytes, media type) of a rendition by its name below the media root, made on the first call and kept.
    Returns None for a name that the library did not give out: nothing is made then.
    """
    match = _NAME.fullmatch(name)
    if not match or int(match["width"]) not in renditions.LADDER.get(match["shape"], ()):
        return None
    path, media_type = f"{pk}/{name}", renditions.TYPES[match["extension"]]
    size = (match["shape"], int(match["width"]), match["extension"])
    focus = (int(match["x"]) / 1000, int(match["y"]) / 1000)
    image = Image.objects.filter(pk=pk).first()
    if image is None or not hmac.compare_digest(
        renditions.name_of(image.key, pk, *size, focus), path
    ):
        return None
    try:
        with default_storage.open(path) as file:
            return file.read(), media_type
    except FileNotFoundError:
        pass
    try:
        with image.file.open() as file:
            content = renditions.make(file, *size, focus)
    except OSError as error:
        logger.error("The picture %s cannot be shown, its file is missing or broken: %s", pk, error)
        return None
    try:
        default_storage.save(path, ContentFile(content))
    except OSError as error:
        logger.error("A rendition could not be kept, so it is made again each time: %s", error)
    return content, media_type


def forget_renditions(article):
    """Makes the addresses of the story's own pictures answer 404 for good, where no public story and no person shows
    them: they get a new key, and their renditions go with the commit. Returns their ids.
    """
    images = set(article.pictures.values_list("image_id", flat=True))
    shared = Picture.objects.filter(image__in=images, article__status="published").exclude(
        article=article
    )
    images -= set(shared.values_list("image_id", flat=True))
    images -= set(Author.objects.filter(portrait__in=images).values_list("portrait_id", flat=True))
    for pk in images:
        Image.objects.filter(pk=pk).update(key=new_key())
    # Nobody gets them by their old names any more, also where they cannot be deleted now.
    transaction.on_commit(lambda: [delete_renditions(pk) for pk in images], robust=True)
    return images


def delete_renditions(pk):
    """Deletes what was made of a picture; it is made again when it is asked for."""
    try:
        _, names = default_storage.listdir(str(pk))
    except (FileNotFoundError, NotADirectoryError):
        return
    for name in names:
        default_storage.delete(f"{pk}/{name}")
