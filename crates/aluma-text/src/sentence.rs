//! What an action does, in one sentence, as its signer reads it.

use aluma_types::lookup::{BodyText, Lookup};
use aluma_types::spec::{ActionSpec, Catalog, FieldSpec, VariantSpec};
use aluma_types::value::Value;
use aluma_types::walk::{self, Named};
use aluma_types::{Act, AssetId, Hash32};
use fluent_bundle::FluentValue;

use crate::around::uncounted;
use crate::texts::{is_pattern, variables};
use crate::words::{Speaker, message};
use crate::{Lang, Texts, Voice};

/// How deep acts inside acts are put in words.
const MAX_DEPTH: usize = 4;

/// The sentence of an action with these field values.
pub fn sentence(
    voice: impl Into<Voice>,
    spec: &'static ActionSpec,
    values: &[Value],
    lookup: &dyn Lookup,
) -> String {
    said(Speaker::new(voice.into(), lookup), spec, values)
}

/// The sentence of an act; an act that nobody can read is named by its number and hash.
pub fn act_sentence(voice: impl Into<Voice>, act: &Act, lookup: &dyn Lookup) -> String {
    act_at_depth(Speaker::new(voice.into(), lookup), act)
}

/// The English sentence of an act as a wallet signs it: without isolation marks, and a function of
/// the act and of what never changes. Accounts and DAOs appear by number and texts by id; `lookup`
/// is asked for symbol and decimals of assets only, which are fixed when an asset is made.
///
/// These words are part of what was signed: whoever changes an action's English sentence, the English
/// words of a type in it, what its numbers are counted in, or `ftl/en/kinds.ftl` changes what old
/// signatures cover.
pub fn says<'a>(catalog: &'a dyn Catalog, lookup: &'a dyn Lookup) -> impl Fn(&Act) -> String + 'a {
    let fixed = Fixed { catalog, lookup };
    move |act| {
        let voice = Voice::plain(Lang::En);
        act_at_depth(Speaker { is_signed: true, ..Speaker::new(voice, &fixed) }, act)
    }
}

/// Answers only what never changes.
struct Fixed<'a> {
    catalog: &'a dyn Catalog,
    lookup: &'a dyn Lookup,
}

impl Lookup for Fixed<'_> {
    fn body(&self, _: &Hash32) -> BodyText {
        BodyText::Missing
    }

    fn asset(&self, id: AssetId) -> Option<(String, u8)> {
        self.lookup.asset(id)
    }

    fn catalog(&self) -> &dyn Catalog {
        self.catalog
    }
}

/// What is wrong with an action's own words: a sentence that cannot be read or names no field, a
/// missing title or label in Hebrew, words of a type inside that leave out a part of it, a number that is
/// counted in what nothing around says. Empty for an action that may be listed.
pub fn sentence_faults(spec: &'static ActionSpec) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |what: String| faults.push(format!("{}: {what}", spec.name));
    for (lang, pattern) in [("en", spec.says_en), ("he", spec.says_he)] {
        if pattern.is_empty() || !is_pattern(pattern) {
            fault(format!("the {lang} sentence cannot be read"));
        }
        for name in variables(pattern) {
            if !names(spec.fields.fields, name) {
                fault(format!("the {lang} sentence names ${name}, which is no field"));
            }
        }
    }
    if spec.he.is_empty() {
        fault("no Hebrew title".to_owned());
    }
    for field in spec.fields.fields.iter().filter(|field| field.he.is_empty()) {
        fault(format!("no Hebrew label for {}", field.name));
    }
    let mut types = Vec::new();
    walk::collect(spec.fields.fields, &mut types);
    types
        .iter()
        .flat_map(|named| unlabelled(*named).into_iter().chain(unsaid(*named)))
        .for_each(&mut fault);
    uncounted(spec.fields.fields).into_iter().for_each(fault);
    faults
}

/// What is wrong with the patterns that say a type inside a sentence.
fn unsaid(named: Named) -> Vec<String> {
    let faults = |what: &str, says: [&'static str; 2], fields: &'static [FieldSpec]| {
        let mut faults = Vec::new();
        let one = says.iter().filter(|pattern| pattern.is_empty()).count() == 1;
        faults.extend(one.then(|| format!("{what} is said in one language only")));
        for pattern in says.into_iter().filter(|pattern| !pattern.is_empty()) {
            faults.extend(
                (!is_pattern(pattern)).then(|| format!("{what} cannot be read: {pattern}")),
            );
            let odd = variables(pattern).into_iter().find(|name| !names(fields, name));
            faults.extend(odd.map(|name| format!("{what} names ${name}, which is no field")));
            // Whoever signs it would not see it.
            let said =
                |field: &FieldSpec| variables(pattern).into_iter().any(|name| is_of(field, name));
            let left = fields.iter().find(|field| !said(field));
            faults.extend(left.map(|field| format!("{what} leaves out {}: {pattern}", field.name)));
        }
        faults
    };
    match named {
        Named::Struct(spec) => faults(spec.name, [spec.says_en, spec.says_he], spec.fields),
        Named::Enum(spec) => {
            let of = |variant: &'static VariantSpec| {
                let what = format!("{}.{}", spec.name, variant.name);
                faults(&what, [variant.says_en, variant.says_he], variant.fields)
            };
            spec.variants.iter().flat_map(of).collect()
        }
    }
}

/// Whether a variable of a pattern is one of the fields, or a part of one.
fn names(fields: &[FieldSpec], variable: &str) -> bool {
    fields.iter().any(|field| is_of(field, variable))
}

fn is_of(field: &FieldSpec, variable: &str) -> bool {
    let rest = variable.strip_prefix(field.name);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
}

fn unlabelled(named: Named) -> Vec<String> {
    let name = named.name();
    let missing = |field: &&FieldSpec| field.he.is_empty();
    let say = |what: &str| format!("no Hebrew label for {name}.{what}");
    match named {
        Named::Struct(spec) => {
            spec.fields.iter().filter(missing).map(|field| say(field.name)).collect()
        }
        Named::Enum(spec) => {
            let variants = spec.variants.iter().filter(|variant| variant.he.is_empty());
            let fields = spec.variants.iter().flat_map(|v| v.fields.iter().filter(missing));
            variants.map(|v| v.name).chain(fields.map(|f| f.name)).map(say).collect()
        }
    }
}

pub(crate) fn act_at_depth(speaker: Speaker<'_>, act: &Act) -> String {
    let readable =
        speaker.lookup.catalog().action(act.number).filter(|_| speaker.depth < MAX_DEPTH);
    let values = readable.and_then(|spec| Some((spec, spec.fields.decode(&act.body).ok()?)));
    match values {
        Some((spec, values)) => said(speaker, spec, &values),
        None => message(
            speaker.voice,
            "kind-act-unknown",
            [
                ("number", FluentValue::from(act.number)),
                ("hash", FluentValue::from(act.hash().to_string())),
            ],
        ),
    }
}

fn said(speaker: Speaker<'_>, spec: &'static ActionSpec, values: &[Value]) -> String {
    let pattern = match speaker.voice.lang {
        Lang::En => spec.says_en,
        Lang::He => spec.says_he,
    };
    let args = speaker.args(spec.fields.fields, values);
    Texts::get().pattern(speaker.voice, pattern, &args).unwrap_or_else(|| pattern.to_owned())
}
