//! Ways learning says no.

use aluma_types::{AccountId, DaoId};

use crate::refusals;

refusals! {
    /// The domain's refusals, in the order of their numbers.
    Refusal {
        /// There is no such course, or none that the reader may know of.
        NoSuchCourse = 1037, "no-such-course" { course: u64 };
        /// The course cannot be so.
        BadCourse = 1038, "bad-course" { field: &'static str };
        /// The programme does not pay for learning.
        TeachesNothing = 1039, "teaches-nothing" { programme: u64, field: &'static str };
        /// They did not begin the course.
        NotALearner = 1040, "not-a-learner" { course: u64 };
        /// Only those who belong learn, and help others to.
        LearnersBelong = 1041, "learners-belong" { account: AccountId };
        /// Nobody is their own mentor.
        OwnMentor = 1042, "own-mentor";
        /// The community for practice is not one that they founded.
        PracticeElsewhere = 1043, "practice-elsewhere" { practice: DaoId };
        /// Whoever learns is at another stage.
        LearningIsOtherwise = 1044, "learning-is-otherwise" { stage: &'static str };
        /// Nobody begins the course any more.
        CourseIsClosed = 1045, "course-is-closed" { course: u64 };
        /// Another skill comes first.
        LearnFirst = 1046, "learn-first" { skill: u32, level: &'static str, course: u64 };
        /// Something that was drawn is not done since.
        StepNotDone = 1047, "step-not-done" { step: u64, has: u128, asks: u128 };
    }
}
