## Identity's ways to say no.

refusal-no-such-account = The ledger has no { $account }.
    .title = No such account
    .hint = Check the number or the handle.
refusal-name-taken = Somebody already has this name or one that looks like it.
    .title = The name is taken
    .hint = Choose a name that cannot be mistaken for another.
refusal-already-claimed = { $account } already has keys of its own.
    .title = Already claimed
    .hint = Whoever holds one of its keys can add another key to it.
refusal-not-your-payee = { $account } was not enrolled by this DAO.
    .title = Not this DAO's payee
    .hint = Only the DAO that enrolled a payee may hand the account over.
refusal-too-many-keys = { $limit ->
    [one] The account already has 1 key, and it may not have more.
   *[other] The account already has { $limit } keys, and it may not have more.
}
    .title = Too many keys
    .hint = Go on with one of the keys it has.
refusal-key-already-there = The account already has this key.
    .title = The key is there already
    .hint = There is nothing left to do.
refusal-claim-needs-proof = Taking over an account needs the proof of its secret or, from a DAO, the new key; one of them, and not both.
    .title = Proof or key
    .hint = Open the link that came with the account, or let the DAO that enrolled it propose the key.
refusal-not-its-turn = This change of keys was meant for another turn; the next is { $turn }.
    .title = Not its turn
    .hint = Look at the account's keys, and sign the change again with the turn that the account shows.
refusal-no-such-key = The account has no key number { $key }.
    .title = No such key
    .hint = Look at the account's keys and their numbers.
refusal-owner-key-waits = Key number { $key } has full control, and such a key does not end at once.
    .title = Not at once
    .hint = Ask for its removal; it takes effect after a waiting time, in which that key may object.
refusal-scopes-and-role = { $role ->
    [admin] An admin's key may do everything but keys, and has neither scopes nor caps.
   *[other] A session's or an agent's key has to say what it is for.
}
    .title = Role and scopes do not fit
    .hint = Name at least one scope for a session's or an agent's key, and none for an admin's.
refusal-no-such-scope = { $place ->
   *[other] Scope number { $place } names an action that members do not sign.
}
    .title = No such action
    .hint = Take the names from the list of actions; a scope that names none covers all.
refusal-not-delegable = The action { $action } is never signed by a session's or an agent's key.
    .title = Not for such a key
    .hint = Leave it out of the scope and sign it with a key of your own.
refusal-bad-key-span = { $field ->
    [caps] The period of a cap is from { $min } to { $max }.
   *[other] A key of this kind lives from { $min } to { $max }.
}
    .title = Too short or too long
    .hint = Choose a time within these limits.
refusal-beyond-cap = The key may still spend { $left } now.
    .title = Beyond the key's cap
    .hint = Pay less, wait until the cap's period has passed, or sign with a key of your own.
