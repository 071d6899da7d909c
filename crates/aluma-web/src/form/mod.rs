//! Forms from specs: a field for every field of an action, named by the path under which a refusal
//! names it (`domains[0].name`), so that what is wrong is said where it was written.
//!
//! A form is filled in here, turned into canonical bytes by [`prepare`], and signed in the browser
//! by the signer, which reads those bytes for itself.

pub(crate) mod given;
pub(crate) mod handle;
pub(crate) mod input;
pub(crate) mod prepare;
pub(crate) mod read;

use aluma_api::Scene;
use aluma_types::spec::{ActionSpec, Catalog, FieldSpec, TypeSpec};
use maud::{Markup, html};

use crate::parts::say::Say;
pub(crate) use given::Given;

/// How a form behaves.
pub(crate) struct Form<'a> {
    /// The action that it asks for.
    pub(crate) action: &'a str,
    /// Where the browser goes when it is done; `{made}` and `{id}` stand for what was made and for
    /// the transaction.
    pub(crate) then: &'a str,
    /// What its button says.
    pub(crate) button: &'a str,
    /// Whether a session's key may sign without a dialog; the words then stand beside the button.
    pub(crate) is_quick: bool,
}

impl Form<'_> {
    /// A form with fields of one's own.
    pub(crate) fn draw(&self, scene: &Scene<'_>, fields: &Markup) -> Markup {
        html! {
            form.act method="post" action={ "/prepare/" (self.action) } data-act=(self.action)
                data-then=[(!self.then.is_empty()).then_some(self.then)]
                data-quick[self.is_quick] data-keep novalidate {
                (fields)
                p.problem data-problem role="alert" hidden {}
                @if self.is_quick { p.says data-says {} }
                p.buttons {
                    button type="submit" { (self.button) }
                    noscript { span.small { (scene.say("web-needs-script")) } }
                }
            }
        }
    }
}

/// Whether the browser fills a field in: the public half of a secret that only the inviter knows.
pub(crate) fn is_made_there(field: &FieldSpec) -> bool {
    (field.name == "secret" && matches!(field.spec, TypeSpec::Hash))
        || matches!(field.spec, TypeSpec::Proof | TypeSpec::Turn)
        || matches!(field.spec, TypeSpec::Option(TypeSpec::Proof))
}

/// All fields of an action, with what is given already.
pub(crate) fn fields(scene: &Scene<'_>, spec: &'static ActionSpec, given: &Given) -> Markup {
    fields_at(scene, spec.fields.fields, "", given)
}

/// Fields below a path; what may be left out comes last, folded.
pub(crate) fn fields_at(
    scene: &Scene<'_>,
    specs: &'static [FieldSpec],
    path: &str,
    given: &Given,
) -> Markup {
    drawn(scene, specs.iter().filter(|field| !is_made_there(field)), path, given)
}

/// An act about something that the page is of: the fields that say so stand in the form already, and
/// the others are asked for.
pub(crate) struct Step<'a> {
    /// The act, and where the browser goes when it is done.
    pub(crate) form: Form<'a>,
    /// What is known: names of fields with their values.
    pub(crate) known: &'a [(&'a str, String)],
}

impl Step<'_> {
    /// The form, with what else is given already; nothing where there is no such action.
    pub(crate) fn draw(&self, scene: &Scene<'_>, given: &Given) -> Markup {
        let Some((_, spec)) = scene.node().registry().named(self.form.action) else {
            return html! {};
        };
        let is_known = |name: &str| self.known.iter().any(|(known, _)| *known == name);
        let asked = spec.fields.fields.iter();
        let asked = asked.filter(|field| !is_made_there(field) && !is_known(field.name));
        self.form.draw(
            scene,
            &html! {
                @for (name, value) in self.known { input type="hidden" name=(name) value=(value); }
                (drawn(scene, asked, "", given))
            },
        )
    }
}

fn drawn(
    scene: &Scene<'_>,
    asked: impl Iterator<Item = &'static FieldSpec>,
    path: &str,
    given: &Given,
) -> Markup {
    let (needed, rest): (Vec<_>, Vec<_>) =
        asked.partition(|field| is_needed(field.spec) || given.has(&join(path, field.name)));
    // Where nothing is needed, what may be given is what the form is for.
    let (needed, rest) = if needed.is_empty() { (rest, Vec::new()) } else { (needed, rest) };
    html! {
        @for field in needed { (input::field(scene, field, &join(path, field.name), given)) }
        @if !rest.is_empty() {
            details.optional {
                summary { (scene.say("web-optional")) }
                @for field in rest { (input::field(scene, field, &join(path, field.name), given)) }
            }
        }
    }
}

const fn is_needed(spec: &TypeSpec) -> bool {
    !matches!(spec, TypeSpec::Option(_) | TypeSpec::List { .. })
}

/// The path of a field below another.
pub(crate) fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
