## The kernel's own ways to say no.

refusal-no-such-action = Under the present rules there is no action with the number { $number }.
    .title = Unknown action
    .hint = Update the program, or look the action up in the list of actions.
refusal-malformed-action = The fields of the action are not in their one canonical form ({ $why }).
    .title = Not an action
    .hint = Build the action with this version of the aluma command or of the client library.
refusal-not-yours-to-do = The action “{ $action }” cannot be taken by this kind of author.
    .title = Not yours to do
    .hint = Its page in the reference says who may: a member, a newcomer, or a community by a proposal that passed.
refusal-not-for-proposals = No proposal may carry the action “{ $action }”.
    .title = Not for proposals
    .hint = Members take this action themselves, each with a signature.
refusal-beyond-outflow = Carrying it out would pay more of { $asset } out of { $dao } than the proposal named.
    .title = More than was voted on
    .hint = Propose it again with the sum it needs.
refusal-beyond-standing = Carrying it out would let more of { $asset } run out of { $dao } than the proposal named.
    .title = Beyond the rate that was voted on
    .hint = Nothing was done; propose it again and name the rate.
refusal-beyond-mint = Carrying it out would issue more of { $asset } than the proposal named.
    .title = More than was voted on
    .hint = Propose it again with the quantity it needs.
refusal-beyond-charter = Carrying it out would change section { $section } of the charter of { $dao }, which the proposal did not name.
    .title = A change nobody voted on
    .hint = Propose the change of the charter by itself.
refusal-beyond-members = Carrying it out would change the membership of { $account } in { $dao }, which the proposal did not name.
    .title = A change nobody voted on
    .hint = Propose the change of membership by itself.
refusal-too-much-scheduled = { $limit ->
    [one] At most 1 matter may wait for its time on behalf of one author.
   *[other] At most { $limit } matters may wait for their time on behalf of one author.
}
    .title = Too many matters waiting
    .hint = Try again once one of them has been dealt with.
refusal-beyond-roles = Carrying it out would change a domain, a role or a pause of { $dao }, or who holds a role, which the proposal did not name.
    .title = A change nobody voted on
    .hint = Propose the change of roles by itself.
