//! The page parts of the made-up domain.

use super::*;
use crate::fixture::{Everything, Rows, Thank};

#[test]
fn an_action_on_one_page() {
    let expected = "\
## `thank`

תודה

Says thanks.

| | |
|---|---|
| Number | 300 |
| Domain | `fixture` |
| Who may | a member who signs |
| Least strict track | no proposal may carry it |
| Cost in units | 10 + 0 per byte + 0 per element |
| A passkey needs | a touch |
| Several may sign | no |
| Keys that may sign | any; a session's or an agent's within its scopes |
| Since rules | 1 |

| Field | Kind | Meaning | |
|---|---|---|---|
| `whom` | account, by `@handle` or number | Who is thanked. | למי |

> Thank { $whom }.
>
> להודות ל{ $whom }.

";
    assert_eq!(action(300, Thank::ACTION), expected);
}

#[test]
fn named_types_stand_below_once() {
    let page = action(7, Everything::ACTION);
    assert_eq!(page.matches("### Row\n").count(), 1);
    assert_eq!(page.matches("### Choice\n").count(), 1);
    assert!(page.contains("a member who signs; a DAO, by a proposal that passed"));
    assert!(page.contains("| `rows` | list of at most 3: [Row](#row) | The rows. |  |"));
    assert!(page.contains("- `plain`: Nothing more to say. פשוט"));
    assert!(page.contains("Fields of `up-to`:"));
}

#[test]
fn a_view_says_what_it_answers() {
    let page = view(Rows::VIEW);
    assert!(page.contains("| `since` | moment, such as `2026-11-23 10:00`; may be left out |"));
    assert!(page.contains("Answers with: list of at most 3: [Row](#row)."));
    assert!(page.contains("### Row\n"));
}
