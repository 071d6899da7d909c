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
