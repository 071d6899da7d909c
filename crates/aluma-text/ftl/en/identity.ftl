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
refusal-not-your-payee = { $account } was not enrolled by this community.
    .title = Not this community's payee
    .hint = Only the community that enrolled a payee may hand the account over.
refusal-too-many-keys = { $limit ->
    [one] The account already has 1 key, and it may not have more.
   *[other] The account already has { $limit } keys, and it may not have more.
}
    .title = Too many keys
    .hint = Go on with one of the keys it has.
refusal-key-already-there = The account already has this key.
    .title = The key is there already
    .hint = There is nothing left to do.
refusal-claim-needs-proof = Taking over an account needs the proof of its secret or, from a community, the new key; one of them, and not both.
    .title = Proof or key
    .hint = Open the link that came with the account, or let the community that enrolled it propose the key.
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
refusal-last-owner-key = An account always keeps a key with full control; number { $key } is the last one that stays.
    .title = The last key stays
    .hint = Add another key with full control first.
refusal-not-an-owner-key = Key number { $key } has limited powers and ends at once.
    .title = No need to wait
    .hint = Revoke it.
refusal-already-leaving = Key number { $key } is about to be removed; it may object until { $until }.
    .title = Its removal waits already
    .hint = Wait until then.
refusal-nothing-waits = No such change waits.
    .title = Nothing to veto
    .hint = Look at what waits with this account.
refusal-not-your-veto = Only key number { $key } itself and the key that asked for its removal may stop it.
    .title = Another key's veto
    .hint = Sign with one of these two keys.
refusal-bad-guardian = { $place ->
   *[other] Guardian number { $place } stands there twice, or is the account itself.
}
    .title = Not a possible guardian
    .hint = Name each guardian once, and nobody for themselves.
refusal-bad-threshold = Of { $guardians } guardians, { $threshold } cannot be asked for.
    .title = Not a possible number
    .hint = Ask for at least one, and for no more than there are; better for fewer.
refusal-not-a-guardian = You are no guardian of { $account }.
    .title = Not a guardian
    .hint = Only guardians whom the owner chose, a week ago or earlier, can help.
refusal-guardian-locked = A try of yours was cancelled by the owner; you can start no other until { $until }.
    .title = Cancelled before
    .hint = Speak with the owner; who is there cancels again.
refusal-already-supported = You have spoken for this key already.
    .title = Spoken already
    .hint = Wait for the other guardians.
refusal-recovery-under-way = A recovery of this account is under way until { $until }; keys and guardians stay as they are until then.
    .title = A recovery is under way
    .hint = Wait until it is over, or cancel it with a key of the account.
refusal-no-recovery = No recovery of this account is under way.
    .title = Nothing to cancel
    .hint = There is nothing left to do.
refusal-key-too-young = This recovery repeats one that was cancelled. Only a key that was 30 days old when that began can cancel it; yours is there since { $since }.
    .title = The key is too young
    .hint = Sign with an older key.
refusal-cancelled-before = This recovery repeats the one that this key cancelled, with one guardian more.
    .title = This key has cancelled already
    .hint = Sign with another key that is old enough.
refusal-frozen-payment = While a recovery is under way, until { $until }, no more leaves the account than its sessions may spend: { $left }.
    .title = Payments are held
    .hint = Pay less, wait until it is over, or cancel it with a key of the account.
