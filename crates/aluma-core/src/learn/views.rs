//! Answers about learning: a DAO's courses in [`courses`], how far whoever asks is in one of them in
//! [`learning`], who has which skill in [`masteries`], and what shows that elsewhere in [`certificate`].

mod certificate;
mod courses;
mod learning;
mod masteries;

pub use certificate::{MasteryCertificateAnswer, MasteryCertificateView};
pub use courses::{CourseAnswer, CourseRow, CourseView, CoursesAnswer, CoursesView, PartRow};
pub use learning::{
    BeforeRow, LearningAnswer, LearningRow, LearningView, MyLearningAnswer, MyLearningView,
    OwnPartRow, PartState, StepRow,
};
pub use masteries::{MasteriesAnswer, MasteriesView, MasteryRow};

/// Rows on one page.
const PAGE: usize = 100;
