//! Answers about learning: a DAO's courses in [`courses`], how far whoever asks is in one of them in
//! [`learning`], and who has which skill in [`masteries`].

mod courses;
mod learning;
mod masteries;

pub use courses::{CourseAnswer, CourseRow, CourseView, CoursesAnswer, CoursesView, PartRow};
pub use learning::{
    BeforeRow, LearningAnswer, LearningRow, LearningView, MyLearningAnswer, MyLearningView,
    OwnPartRow, PartState, StepRow,
};
pub use masteries::{MasteriesAnswer, MasteriesView, MasteryRow};

/// Rows on one page.
const PAGE: usize = 100;
