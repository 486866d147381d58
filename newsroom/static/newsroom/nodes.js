// Blocks of our own for the writing area: library picture, gallery, pull quote, fact box, link card, footnote.
// What they are stored as stands in articles/body.py, which keeps nothing else.
import { crel, mergeAttributes, Node, updateAttrsDialog } from "django-prose-editor/editor"

const picked = new Map() // what is known of library pictures, by id

async function known(id) {
  if (!picked.has(id)) {
    const { pickerUrl } = document.getElementById("article_form")?.dataset ?? {}
    const answer = pickerUrl && (await fetch(`${pickerUrl}?pk=${id}`).catch(() => null))
    const found = answer?.ok ? (await answer.json()).pictures[0] : null
    picked.set(id, found || { title: "This picture is no longer in the library", alt: "" })
  }
  return picked.get(id)
}

async function pick() {
  const picture = await window.deskPicker?.open()
  if (picture) picked.set(String(picture.id), picture)
  return picture
}

const asNode = (picture) => ({
  type: "libraryPicture",
  attrs: { image: String(picture.id), alt: "" },
  content: picture.caption ? [{ type: "text", text: picture.caption }] : [],
})

// The frame of a picture in the editor: the picture, the field for its alternative text, the caption to write in.
class PictureView {
  constructor({ node, getPos, editor }) {
    this.node = node
    this.shown = crel("img", { alt: "" })
    this.alt = crel("input", { type: "text", className: "desk-picture-alt" })
    this.alt.setAttribute("aria-label", "Alternative text in this story")
    this.alt.addEventListener("change", () => {
      const attrs = { ...this.node.attrs, alt: this.alt.value }
      editor.view.dispatch(editor.state.tr.setNodeMarkup(getPos(), undefined, attrs))
    })
    this.contentDOM = crel("figcaption", { "data-empty": "Caption" })
    this.alt.disabled = !editor.isEditable
    const frame = crel("div", { contentEditable: "false" }, [this.shown, this.alt])
    this.dom = crel("figure", { className: "picture" }, [frame, this.contentDOM])
    this.show()
  }

  async show() {
    this.alt.value = this.node.attrs.alt
    this.contentDOM.classList.toggle("empty", this.node.content.size === 0)
    const picture = await known(this.node.attrs.image)
    if (picture.whole) this.shown.src = picture.whole
    this.shown.alt = picture.alt || picture.title
    this.alt.placeholder = picture.alt || "Alternative text"
  }

  update(node) {
    if (node.type !== this.node.type) return false
    this.node = node
    this.show()
    return true
  }

  stopEvent(event) {
    return event.target === this.alt
  }

  ignoreMutation(change) {
    return !this.contentDOM.contains(change.target)
  }
}

export const LibraryPicture = Node.create({
  name: "libraryPicture",
  group: "block",
  content: "inline*",
  draggable: true,
  isolating: true,
  addAttributes() {
    return {
      image: {
        default: null,
        parseHTML: (figure) => figure.dataset.image,
        renderHTML: ({ image }) => ({ "data-image": image }),
      },
      alt: {
        default: "",
        parseHTML: (figure) => figure.dataset.alt || "",
        renderHTML: ({ alt }) => (alt ? { "data-alt": alt } : {}),
      },
    }
  },
  parseHTML() {
    return [{ tag: "figure[data-image]", contentElement: (figure) => figure.querySelector("figcaption") || crel("p") }]
  },
  renderHTML({ HTMLAttributes }) {
    return ["figure", mergeAttributes({ class: "picture" }, HTMLAttributes), ["figcaption", 0]]
  },
  addNodeView() {
    return (props) => new PictureView(props)
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "libraryPicture",
      groups: "nodes",
      button: buttons.material("image", "Picture of the library"),
      hidden: () => !window.deskPicker,
      async command(editor) {
        const picture = await pick()
        if (picture) editor.chain().focus().insertContent(asNode(picture)).run()
      },
    })
  },
})

export const Gallery = Node.create({
  name: "gallery",
  group: "block",
  content: "libraryPicture+",
  isolating: true,
  parseHTML() {
    return [{ tag: "div.gallery" }]
  },
  renderHTML() {
    return ["div", { class: "gallery" }, 0]
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "gallery",
      groups: "nodes",
      button: buttons.material("collections", "Gallery: a row of pictures; in a gallery, one picture more"),
      active: (editor) => editor.isActive("gallery"),
      hidden: () => !window.deskPicker,
      async command(editor) {
        const picture = await pick()
        if (!picture) return
        const { $from } = editor.state.selection
        for (let depth = $from.depth; depth > 0; depth -= 1) {
          if ($from.node(depth).type.name === "gallery") {
            editor.chain().focus().insertContentAt($from.end(depth), asNode(picture)).run()
            return
          }
        }
        editor.chain().focus().insertContent({ type: "gallery", content: [asNode(picture)] }).run()
      },
    })
  },
})

// An aside that frames blocks: on in an empty place, off where it stands.
const framed = (name, className, content, icon, title) =>
  Node.create({
    name,
    group: "block",
    content,
    defining: true,
    parseHTML() {
      return [{ tag: `aside.${className}` }]
    },
    renderHTML() {
      return ["aside", { class: className }, 0]
    },
    addMenuItems({ buttons, menu }) {
      menu.defineItem({
        name,
        groups: "nodes",
        button: buttons.material(icon, title),
        active: (editor) => editor.isActive(name),
        command(editor) {
          const chain = editor.chain().focus()
          if (editor.isActive(name)) chain.lift(name).run()
          else chain.wrapIn(name).run()
        },
      })
    },
  })

export const PullQuote = framed("pullQuote", "pull-quote", "paragraph+", "record_voice_over", "Pull quote: a phrase of the text, shown large")
export const FactBox = framed(
  "factBox",
  "fact-box",
  "(paragraph | heading | bulletList | orderedList)+",
  "inventory_2",
  "Fact box",
)

const askLink = updateAttrsDialog(
  {
    href: { type: "string", title: "Address", format: "url", required: true },
    title: { type: "string", title: "What readers see", required: true },
  },
  { title: "Link card", submitText: "Insert" },
)

export const LinkCard = Node.create({
  name: "linkCard",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes() {
    const link = (aside) => aside.querySelector("a")
    return {
      href: { default: "", rendered: false, parseHTML: (aside) => link(aside)?.getAttribute("href") || "" },
      title: { default: "", rendered: false, parseHTML: (aside) => link(aside)?.textContent || "" },
    }
  },
  parseHTML() {
    return [{ tag: "aside.link-card" }]
  },
  renderHTML({ node: { attrs } }) {
    return ["aside", { class: "link-card" }, ["a", { href: attrs.href }, attrs.title]]
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "linkCard",
      groups: "nodes",
      button: buttons.material("add_link", "Link card: a page elsewhere, instead of an embed"),
      active: (editor) => editor.isActive("linkCard"),
      async command(editor) {
        const isCard = editor.isActive("linkCard")
        const attrs = await askLink(editor, isCard ? editor.getAttributes("linkCard") : {})
        if (!attrs || !/^(https?:|\/)/i.test(attrs.href)) return
        if (isCard) editor.chain().focus().updateAttributes("linkCard", attrs).run()
        else editor.chain().focus().insertContent({ type: "linkCard", attrs }).run()
      },
    })
  },
})

const askNote = updateAttrsDialog(
  { note: { type: "string", title: "Note", format: "textarea", required: true } },
  { title: "Footnote", submitText: "Keep" },
)

export const Footnote = Node.create({
  name: "footnote",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes() {
    return {
      note: {
        default: "",
        parseHTML: (mark) => mark.dataset.note || "",
        renderHTML: ({ note }) => ({ "data-note": note }),
      },
    }
  },
  parseHTML() {
    return [{ tag: "span.footnote" }]
  },
  renderHTML({ HTMLAttributes }) {
    return ["span", mergeAttributes({ class: "footnote" }, HTMLAttributes)]
  },
  addNodeView() {
    return ({ node }) => ({ dom: crel("span", { className: "footnote", title: node.attrs.note, textContent: "※" }) })
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "footnote",
      groups: "nodes",
      button: buttons.material("note_add", "Footnote"),
      active: (editor) => editor.isActive("footnote"),
      async command(editor) {
        const isNote = editor.isActive("footnote")
        const attrs = await askNote(editor, isNote ? editor.getAttributes("footnote") : {})
        if (!attrs?.note.trim()) return
        if (isNote) editor.chain().focus().updateAttributes("footnote", attrs).run()
        else editor.chain().focus().insertContent({ type: "footnote", attrs }).run()
      },
    })
  },
})
