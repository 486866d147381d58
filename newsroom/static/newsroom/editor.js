// The writing area: its name, and what is pasted into it.
"use strict";

// What other programs say by styles is said by elements, and the styles are left behind unread: the policy of the page
// would refuse them anyway. Word writes lists as paragraphs with a mark of their own; they become lists again.
function withoutStyles(html) {
  const kept = html.replace(/<style[\s\S]*?<\/style>/gi, "");
  return kept.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
}

const styleOf = (node) => node?.dataset.style || "";

function emphasisOfStyles(page) {
  page.querySelectorAll("b, strong").forEach((bold) => {
    if (/font-weight:\s*(normal|[1-5]00)/i.test(styleOf(bold))) bold.replaceWith(...bold.childNodes);
  });
  page.querySelectorAll("span[data-style]").forEach((span) => {
    if (/font-weight:\s*(bold|[6-9]00)/i.test(styleOf(span))) wrapInside(span, "strong");
    if (/font-style:\s*italic/i.test(styleOf(span))) wrapInside(span, "em");
  });
}

function wrapInside(node, name) {
  const wrapper = node.ownerDocument.createElement(name);
  wrapper.append(...node.childNodes);
  node.append(wrapper);
}

function listsOfWord(page) {
  let list = null;
  page.querySelectorAll("p").forEach((paragraph) => {
    if (!/mso-list:/i.test(styleOf(paragraph))) {
      list = null;
      return;
    }
    const mark = paragraph.querySelector("[data-style*='mso-list:Ignore' i]");
    const kind = /^\s*(\d+|[a-z])[.)]/i.test(mark?.textContent || "") ? "ol" : "ul";
    mark?.remove();
    if (list?.localName !== kind || list !== paragraph.previousElementSibling) {
      list = page.createElement(kind);
      paragraph.before(list);
    }
    const item = page.createElement("li");
    item.append(...paragraph.childNodes);
    list.append(item);
    paragraph.remove();
  });
}

// No handler would run, but the browser would report each one as a breach of the policy.
function withoutHandlers(html) {
  return html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\son[a-z]+\s*=\s*("[^"]*"|'[^']*'|[^\s>]*)/gi, ""));
}

let copiedHere = false; // the editor knows itself how open the ends of its own pieces are

function cleanPasted(html) {
  copiedHere = html.includes("data-pm-slice");
  if (copiedHere) return html;
  const page = new DOMParser().parseFromString(withoutHandlers(withoutStyles(html)), "text/html");
  emphasisOfStyles(page);
  listsOfWord(page);
  page.querySelectorAll("p").forEach((paragraph) => {
    if (!paragraph.textContent.trim() && !paragraph.querySelector("img")) paragraph.remove();
  });
  return page.body.innerHTML;
}

// A quotation that is pasted alone, or first or last, is a quotation still: without this its frame is taken for open
// ends that melt into the paragraph around them.
function closeQuotations(slice) {
  const own = copiedHere;
  copiedHere = false;
  if (own) return slice;
  const isQuotation = (node) => node?.type.name === "blockquote";
  const openStart = isQuotation(slice.content.firstChild) ? 0 : slice.openStart;
  const openEnd = isQuotation(slice.content.lastChild) ? 0 : slice.openEnd;
  if (openStart === slice.openStart && openEnd === slice.openEnd) return slice;
  return new slice.constructor(slice.content, openStart, openEnd);
}

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const label = document.querySelector(`label[for='${textarea.id}']`);
  editor.setOptions({
    editorProps: {
      attributes: {
        "aria-label": label ? label.textContent.replace(/:$/, "") : "Text",
        "aria-multiline": "true",
        role: "textbox",
        lang: document.getElementById("id_language")?.value || "en",
      },
      transformPastedHTML: cleanPasted,
      transformPasted: closeQuotations,
    },
  });
  label?.addEventListener("click", () => editor.commands.focus());
  // What the browser has drawn and the editor not yet read, a last key or half a composed sign, is read before the form is.
  textarea.form?.addEventListener("submit", () => {
    editor.view.domObserver?.flush();
    const html = editor.getHTML();
    if (editor.isEditable && html !== textarea.value && !editor.isEmpty) textarea.value = html;
  }, { capture: true });
});
