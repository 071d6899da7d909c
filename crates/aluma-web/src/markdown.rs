//! Members' texts as HTML that can do no harm: raw HTML is shown as text, what is left is washed
//! again, and nothing is loaded from elsewhere.

use std::collections::HashSet;
use std::sync::LazyLock;

use maud::{Markup, PreEscaped};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// How deep lists and quotes may nest.
const MAX_DEPTH: usize = 12;
/// Bytes of a text that are drawn.
const MAX_BYTES: usize = 64 << 10;

static WASH: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut wash = ammonia::Builder::default();
    let tags: HashSet<&str> = [
        "p",
        "br",
        "strong",
        "em",
        "del",
        "code",
        "pre",
        "blockquote",
        "ul",
        "ol",
        "li",
        "a",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
    .into();
    wash.tags(tags)
        .url_schemes(["https", "http", "mailto"].into())
        .link_rel(Some("nofollow noopener noreferrer ugc"))
        .generic_attributes(HashSet::new())
        .add_tag_attributes("ol", ["start"]);
    wash
});

/// A text in Markdown as HTML. Images become links, headings begin below the page's own.
pub(crate) fn html(text: &str) -> Markup {
    let mut end = text.len().min(MAX_BYTES);
    while !text.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    let text = text.get(..end).unwrap_or_default();
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
    let mut depth = 0usize;
    let events = Parser::new_ext(text, options).filter_map(|event| tame(event, &mut depth));
    let mut html = String::with_capacity(text.len().saturating_mul(2));
    pulldown_cmark::html::push_html(&mut html, events);
    PreEscaped(WASH.clean(&html).to_string())
}

/// An event without its claws; nothing for what nests too deep.
fn tame<'a>(event: Event<'a>, depth: &mut usize) -> Option<Event<'a>> {
    use pulldown_cmark::HeadingLevel as Level;
    let lower = |level| match level {
        Level::H1 | Level::H2 => Level::H3,
        Level::H3 => Level::H4,
        Level::H4 => Level::H5,
        Level::H5 | Level::H6 => Level::H6,
    };
    let nests = |tag: &Tag<'_>| matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::Item);
    match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(Event::Text(html)),
        Event::Start(Tag::Image { dest_url, title, id, .. }) => Some(Event::Start(Tag::Link {
            link_type: pulldown_cmark::LinkType::Inline,
            dest_url,
            title,
            id,
        })),
        Event::End(TagEnd::Image) => Some(Event::End(TagEnd::Link)),
        Event::Start(Tag::Heading { level, id, classes, attrs }) => {
            Some(Event::Start(Tag::Heading { level: lower(level), id, classes, attrs }))
        }
        Event::End(TagEnd::Heading(level)) => Some(Event::End(TagEnd::Heading(lower(level)))),
        Event::Start(tag) if nests(&tag) => {
            *depth = depth.saturating_add(1);
            (*depth <= MAX_DEPTH).then_some(Event::Start(tag))
        }
        Event::End(tag @ (TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item)) => {
            let shown = *depth <= MAX_DEPTH;
            *depth = depth.saturating_sub(1);
            shown.then_some(Event::End(tag))
        }
        other => Some(other),
    }
}
