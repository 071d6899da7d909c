//! One field of a form, by its spec.

use std::collections::BTreeSet;

use aluma_api::Scene;
use aluma_core::dao::views::MembersView;
use aluma_core::treasury;
use aluma_text::{Lang, label, variant_label};
use aluma_types::DaoId;
use aluma_types::spec::{EnumSpec, FieldSpec, IdKind, TypeSpec};
use maud::{Markup, html};

use crate::form::{Given, fields_at, join};
use crate::parts::name;
use crate::parts::say::{Say, plain};

/// The list of people that fields of accounts offer, where the page has it.
pub(crate) const PEOPLE: &str = "people";
/// People that it offers at most.
const OFFERED: usize = 200;

/// Members of communities, to be named by their handles.
pub(crate) fn people(scene: &Scene<'_>, daos: impl IntoIterator<Item = DaoId>) -> Markup {
    let members = |dao| scene.view(&MembersView { dao, of: None, after: None }).ok();
    let all = daos.into_iter().filter_map(members);
    let accounts =
        all.flat_map(|some| some.members.iter().map(|one| one.account).collect::<Vec<_>>());
    let accounts: BTreeSet<_> = accounts.filter(|one| Some(*one) != scene.reader).collect();
    html! {
        datalist id=(PEOPLE) {
            @for account in accounts.into_iter().take(OFFERED) {
                option value=(name::account_words(scene, account)) {}
            }
        }
    }
}

/// Bytes of a text from which on it gets more than one line.
const LONG: u32 = 300;

/// A field with its label, its hint, and the place where a refusal of it is said.
pub(crate) fn field(
    scene: &Scene<'_>,
    field: &'static FieldSpec,
    path: &str,
    given: &Given,
) -> Markup {
    let words = Words {
        label: plain(label(scene.lang, field)),
        hint: hint(scene, field),
        is_needed: !matches!(field.spec, TypeSpec::Option(_)),
    };
    shaped(scene, field.spec, path, given, &words)
}

/// What stands around a field.
pub(crate) struct Words {
    /// Its label.
    pub(crate) label: String,
    /// What helps to fill it in.
    pub(crate) hint: String,
    /// Whether it may not be left blank.
    pub(crate) is_needed: bool,
}

/// The shape's own hint, and in English what the documentation says after its first line.
fn hint(scene: &Scene<'_>, field: &'static FieldSpec) -> String {
    let rest = field.doc.split_once('\n').map_or("", |(_, rest)| rest.trim());
    match scene.lang {
        Lang::En => plain(&rest.replace('\n', " ")),
        Lang::He => String::new(),
    }
}

fn shaped(
    scene: &Scene<'_>,
    spec: &'static TypeSpec,
    path: &str,
    given: &Given,
    words: &Words,
) -> Markup {
    match spec {
        TypeSpec::Option(inner) => shaped(scene, inner, path, given, words),
        TypeSpec::Bool => checkbox(path, given, words),
        TypeSpec::Enum(spec) => choice(scene, spec, path, given, words),
        TypeSpec::Struct(spec) => html! {
            fieldset { legend { (words.label) } (fields_at(scene, spec.fields, path, given)) }
        },
        TypeSpec::List { item, .. } => list(scene, item, path, given, words),
        TypeSpec::Acts { .. } => acts(scene, path, given, words),
        TypeSpec::Amount => amount(scene, path, given, words),
        TypeSpec::Body { max } if *max > LONG => framed(
            path,
            words,
            &html! {
                textarea #{ "f-" (path) } name=(path) rows="4" dir="auto" maxlength=(max)
                    required[words.is_needed] aria-describedby={ "h-" (path) } {
                    (given.get(path).unwrap_or_default())
                }
            },
        ),
        _ => framed(path, words, &line(scene, spec, path, given, words)),
    }
}

/// Label, input, hint and the place for a refusal.
pub(crate) fn framed(path: &str, words: &Words, input: &Markup) -> Markup {
    html! {
        div.field {
            label for={ "f-" (path) } { (words.label) }
            (input)
            p.hint #{ "h-" (path) } hidden[words.hint.is_empty()] { (words.hint) }
            p.problem data-problem-for=(path) role="alert" hidden {}
        }
    }
}

fn line(
    scene: &Scene<'_>,
    spec: &'static TypeSpec,
    path: &str,
    given: &Given,
    words: &Words,
) -> Markup {
    let (kind, mode, example, latin) = match spec {
        TypeSpec::Id(IdKind::AccountId | IdKind::DaoId) => ("text", "text", "@", true),
        TypeSpec::Id(_) => ("text", "text", "", true),
        TypeSpec::Time => ("text", "text", "2026-11-23 10:00", true),
        TypeSpec::Span => ("text", "text", "3d · 12h", true),
        TypeSpec::Share => ("text", "text", "2/3 · 67%", true),
        TypeSpec::Hash | TypeSpec::PublicKey => ("text", "text", "", true),
        TypeSpec::Text { .. } => ("text", "text", "", true),
        TypeSpec::Body { .. } | TypeSpec::Name { .. } => ("text", "text", "", false),
        _ => ("text", "numeric", "", true),
    };
    let max = match spec {
        TypeSpec::Body { max } | TypeSpec::Name { max } | TypeSpec::Text { max } => Some(*max),
        _ => None,
    };
    let offers = matches!(spec, TypeSpec::Id(IdKind::AccountId)) && scene.reader.is_some();
    html! {
        input #{ "f-" (path) } type=(kind) inputmode=(mode) name=(path) autocomplete="off"
            dir=(if latin { "ltr" } else { "auto" }) placeholder=[(!example.is_empty()).then_some(example)]
            maxlength=[max] required[words.is_needed] aria-describedby={ "h-" (path) }
            list=[offers.then_some(PEOPLE)] value=[given.get(path)];
    }
}

fn checkbox(path: &str, given: &Given, words: &Words) -> Markup {
    let is_on = given.get(path).is_some_and(|text| matches!(text, "on" | "true" | "yes"));
    html! {
        div.field.check {
            label { input type="checkbox" name=(path) value="yes" checked[is_on]; " " (words.label) }
            p.hint { (words.hint) }
            p.problem data-problem-for=(path) role="alert" hidden {}
        }
    }
}

/// A choice; where one of its ways asks for more, that follows it, and is looked at where that way
/// was chosen.
fn choice(
    scene: &Scene<'_>,
    spec: &'static EnumSpec,
    path: &str,
    given: &Given,
    words: &Words,
) -> Markup {
    let chosen = given.get(path);
    let doc = |doc: &'static str| match scene.lang {
        Lang::En => plain(doc.lines().next().unwrap_or_default()),
        Lang::He => String::new(),
    };
    // A way that the page knows to be for others.
    let left_out = given.get(&format!("_not.{path}"));
    let is_left_out = |name: &str| left_out == Some(name);
    html! {
        fieldset.choice {
            legend { (words.label) }
            @if !words.is_needed {
                label {
                    input type="radio" name=(path) value="" checked[chosen.is_none()];
                        " " (scene.say("web-unsaid"))
                }
            }
            @for variant in spec.variants.iter().filter(|one| !is_left_out(one.name)) {
                label {
                    input type="radio" name=(path) value=(variant.name) checked[chosen == Some(variant.name)]
                        required[words.is_needed];
                    " " b { (variant_label(scene.lang, variant)) } " " span.small { (doc(variant.doc)) }
                }
                @if !variant.fields.is_empty() {
                    div.when data-when=(path) data-is=(variant.name) {
                        (fields_at(scene, variant.fields, &join(path, variant.name), given))
                    }
                }
            }
            p.problem data-problem-for=(path) role="alert" hidden {}
        }
    }
}

/// As many as were given and a blank one; the browser adds more from the pattern.
fn list(
    scene: &Scene<'_>,
    item: &'static TypeSpec,
    path: &str,
    given: &Given,
    words: &Words,
) -> Markup {
    let many = given.places(path).into_iter().max().map_or(0, |last| last.saturating_add(1));
    let one = |place: &str| {
        let path = format!("{path}[{place}]");
        let label = scene.say("web-entry");
        let words = Words { label, hint: String::new(), is_needed: false };
        html! { li { (shaped(scene, item, &path, given, &words)) } }
    };
    html! {
        fieldset.list data-list=(path) {
            legend { (words.label) }
            p.hint { (words.hint) }
            ol { @for place in 0..many { (one(&place.to_string())) } }
            template { (one("#")) }
            button.quiet type="button" data-add=(path) data-next=(many) { (scene.say("web-add")) }
            p.problem data-problem-for=(path) role="alert" hidden {}
        }
    }
}

/// What a proposal does: the browser fetches the fields of each action that is chosen.
fn acts(scene: &Scene<'_>, path: &str, given: &Given, words: &Words) -> Markup {
    let registry = scene.node().registry();
    html! {
        fieldset.list data-list=(path) {
            legend { (words.label) }
            ol {
                @for place in given.places(path) {
                    @let path = format!("{path}[{place}]");
                    @let name = given.get(&join(&path, "action")).unwrap_or_default();
                    @if let Some((_, spec)) = registry.specs.iter().find(|(_, spec)| spec.name == name) {
                        li {
                            input type="hidden" name=(join(&path, "action")) value=(name);
                            (fields_at(scene, spec.fields.fields, &path, given))
                        }
                    }
                }
            }
            p.problem data-problem-for=(path) role="alert" hidden {}
        }
    }
}

/// A number and an asset: of the community that the form is about, else as it is written.
fn amount(scene: &Scene<'_>, path: &str, given: &Given, words: &Words) -> Markup {
    let dao = given.get("dao").and_then(|text| scene.find(IdKind::DaoId, text));
    let assets = dao.map(|dao| assets(scene, dao)).unwrap_or_default();
    if assets.is_empty() {
        return framed(
            path,
            words,
            &html! {
                input #{ "f-" (path) } name=(path) dir="ltr" placeholder="12.5 TEC" autocomplete="off"
                    required[words.is_needed] value=[given.get(path)];
            },
        );
    }
    let number = join(path, "number");
    let asset = join(path, "asset");
    html! {
        div.field.sum {
            label for={ "f-" (path) } { (words.label) }
            span.pair {
                input #{ "f-" (path) } name=(number) dir="ltr" inputmode="decimal" autocomplete="off"
                    required[words.is_needed] value=[given.get(&number)];
                select name=(asset) aria-label=(scene.say("web-asset")) {
                    @for (id, symbol) in &assets {
                        @let id = id.to_string();
                        option value=(id) selected[given.get(&asset) == Some(id.as_str())] { (symbol) }
                    }
                }
            }
            p.hint { (words.hint) }
            p.problem data-problem-for=(path) role="alert" hidden {}
        }
    }
}

/// Assets of a community by number and symbol, as the reader may know them.
pub(crate) fn assets(scene: &Scene<'_>, dao: u64) -> Vec<(u64, String)> {
    scene.look(|look, _| {
        let assets = treasury::assets_of(look.state, aluma_types::DaoId(dao));
        let known = assets.filter(|(_, id)| treasury::knows(look, *id));
        known.map(|(symbol, id)| (id.0, symbol.to_owned())).collect()
    })
}
