//! The first course, "How we decide and work here", in both languages: what a community offers its newcomers.

use serde_json::{Value as Json, json};

/// What it is called, in English and in Hebrew.
pub const TITLE: [&str; 2] = ["How we decide and work here", "איך מחליטים ועובדים כאן"];
/// What in a lesson stands for the address of the community's pages.
const HERE: &str = "{here}";

/// A lesson: its title and its text, in English and in Hebrew.
struct Lesson {
    title: [&'static str; 2],
    text: [&'static str; 2],
}

macro_rules! text {
    ($file:literal) => {
        [
            include_str!(concat!("../courses/how-we-work/en/", $file)),
            include_str!(concat!("../courses/how-we-work/he/", $file)),
        ]
    };
}

const LESSONS: [Lesson; 6] = [
    Lesson {
        title: ["Read a proposal, and vote", "קוראים הצעה ומצביעים"],
        text: text!("1-read-and-vote.md"),
    },
    Lesson {
        title: ["Lend your vote, and take it back", "ייפוי כוח, ואיך לוקחים אותו בחזרה"],
        text: text!("2-lend-your-vote.md"),
    },
    Lesson { title: ["Propose something", "מציעים משהו"], text: text!("3-propose.md") },
    Lesson {
        title: ["Take a task, and hand it in", "לוקחים משימה ומגישים אותה"],
        text: text!("4-take-a-task.md"),
    },
    Lesson {
        title: ["Judge, and be judged", "מעריכים, ומה יוצא מזה"],
        text: text!("5-judge-and-be-judged.md"),
    },
    Lesson {
        title: [
            "What learning pays, and what it cannot prove",
            "על מה הלימוד משלם, ומה אי אפשר להוכיח",
        ],
        text: text!("6-what-learning-pays.md"),
    },
];

/// Its lessons as `name-course` takes them, for the community whose pages stand at this address, such as
/// `/c/garden`.
pub fn lessons(here: &str) -> Json {
    let lesson = |lesson: &Lesson| {
        let [en, he] = lesson.text.map(|text| text.replace(HERE, here));
        let [title_en, title_he] = lesson.title;
        json!({ "title_en": title_en, "title_he": title_he, "text_en": en, "text_he": he })
    };
    Json::Array(LESSONS.iter().map(lesson).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes of one lesson in one language at most.
    const LESSON_BYTES: usize = 20_000;

    #[test]
    fn lessons_are_short_lead_somewhere_and_end_with_practice() {
        let lessons = lessons("/c/garden");
        for lesson in lessons.as_array().expect("lessons") {
            for (field, practise) in [("text_en", "## Practise"), ("text_he", "## תרגול")] {
                let text = lesson[field].as_str().expect("a text");
                let words = text.split_whitespace().count();
                assert!((250..650).contains(&words), "{field}: {words} words");
                assert!(text.len() < LESSON_BYTES && !text.contains(HERE), "{text}");
                assert!(text.contains("](/c/garden/"), "{text}");
                let (_, tasks) = text.split_once(practise).expect("practice");
                assert!(tasks.contains("\n1. ") && !tasks.contains("## "), "{tasks}");
            }
        }
    }

    #[test]
    fn both_languages_lead_to_the_same_pages() {
        let links = |text: &str| -> Vec<String> {
            let mut links: Vec<_> = text
                .split("](")
                .skip(1)
                .filter_map(|rest| rest.split(')').next())
                .map(str::to_owned)
                .collect();
            links.sort();
            links
        };
        for lesson in &LESSONS {
            let [en, he] = lesson.text.map(links);
            assert_eq!(en, he, "{:?}", lesson.title);
        }
    }
}
