## Why a signed action gets no place in a block. It left no trace in the ledger.

inadmissible-malformed = The bytes are not a signed action in its one canonical form ({ $reason }).
    .title = Not a signed action
    .hint = Build and sign it with this version of the aluma command or of the client library.
inadmissible-too-large = The action is larger than one action may be.
    .title = Too large
    .hint = Split it into several smaller actions.
inadmissible-wrong-network = It was signed for another ledger.
    .title = Another ledger
    .hint = Check the server's address, then sign again for this ledger.
inadmissible-unknown-action = Under the present rules the ledger knows no such action.
    .title = Unknown action
    .hint = Update the program, or look the action up in the list of actions.
inadmissible-bad-signature = The signature does not fit what was signed and the key.
    .title = The signature does not fit
    .hint = Sign again with a key of this account, and change nothing after signing.
inadmissible-high-s = The signature is written in the second of its two forms; the ledger takes only the first.
    .title = The wrong form of a signature
    .hint = Sign again with an up-to-date wallet; common wallets write the first form by themselves.
inadmissible-bad-proof = The proof of the one-time secret does not fit whoever signs.
    .title = The proof does not fit
    .hint = Open the invitation again and sign with the very key that joins.
inadmissible-unknown-key = The ledger has no such account or key.
    .title = Unknown key
    .hint = Check the account's number and the key; a new key joins with an invitation.
inadmissible-key-revoked = The key is no longer valid.
    .title = The key has ended
    .hint = Sign with another key of the account.
inadmissible-key-taken = The key already belongs to an account.
    .title = The key is taken
    .hint = Use another key, or sign as the account the key belongs to.
inadmissible-expired = The last moment at which the ledger could take it has passed.
    .title = Expired
    .hint = Nothing was recorded; sign again.
inadmissible-too-far-ahead = It would stay valid longer than this key may sign for; the latest moment is { $until }.
    .title = Valid for too long
    .hint = Sign again with an earlier end of validity.
inadmissible-nonce-used = An action of this key with the same serial number was already taken.
    .title = Already taken
    .hint = If it is the same action, there is nothing left to do; otherwise sign again.
inadmissible-nonce-too-old = The serial number is older than those this key may still use.
    .title = Serial number too old
    .hint = Check the clock of your device, then sign again.
inadmissible-nonce-ahead = The serial number runs ahead of the ledger's clock, which shows { $now }.
    .title = Clock ahead
    .hint = Set the clock of your device, then sign again.
inadmissible-allowance-spent = Today's allowance of actions is used up.
    .title = Allowance used up
    .hint = The next action is possible from { $next }.
inadmissible-body-missing = A text that the action refers to was not sent with it.
    .title = A text is missing
    .hint = Send the texts together with the action.
inadmissible-body-mismatch = One of the texts is not the one that was signed.
    .title = Another text than the signed one
    .hint = Send the text that was signed, or sign the new one.
inadmissible-forbidden-text = A text holds a forbidden character, such as a control character or one that turns the direction of writing.
    .title = Forbidden character
    .hint = Remove hidden characters; typing the text anew usually does it.
inadmissible-skeleton-mismatch = The fingerprint sent with the name is not that of its words.
    .title = The name's fingerprint does not fit
    .hint = Sign again with an up-to-date program.
inadmissible-busy = The server has as many actions waiting as it can hold.
    .title = The server is busy
    .hint = Nothing was recorded; send it again in a moment.
inadmissible-bad-name = { $rule ->
    [too-short] The name is too short.
    [too-long] The name is too long.
    [not-normalised] The name is not written in composed characters (NFC).
    [invisible-character] The name has a character that cannot be seen.
    [not-in-handle] A handle has small letters, digits and hyphens only.
    [misplaced-separator] A hyphen or space stands at the start or end of the name, or twice in a row.
    [mixed-scripts] The name mixes letters of several scripts, so that it could pass for another.
    [only-digits] A handle of digits only would read as a number.
    [too-many-marks] A letter of the name has too many marks.
   *[other] The name breaks a rule of names.
}
    .title = Not a possible name
    .hint = Choose another name, for example in letters of one script.

inadmissible-unknown-thing = It names something that is not there.
    .title = Nothing there
    .hint = Check the numbers of accounts, communities and assets, or wait until they are there, and sign again.
inadmissible-wrong-scheme = The signature is of another kind than the key it should fit.
    .title = Another kind of signature
    .hint = Sign with the key that the action names.
inadmissible-bad-client-data = What the browser says about the passkey's signature cannot be read without doubt.
    .title = The browser's words cannot be read
    .hint = Sign again, in an up-to-date browser.
inadmissible-wrong-ceremony = The passkey was asked for something else than a signature, such as the making of a new passkey.
    .title = Not a passkey's signature
    .hint = Sign again: ask the passkey to sign, not to be made.
inadmissible-wrong-challenge = The passkey signed something else than this action.
    .title = Another action was signed
    .hint = Sign again, and change nothing after signing.
inadmissible-cross-origin = The passkey was asked by a page that another site had embedded.
    .title = Asked from within another site
    .hint = Open the community's own page by itself and sign there.
inadmissible-bad-authenticator-data = What the passkey's device says of itself is not complete, or longer than it should be.
    .title = The device's words cannot be read
    .hint = Sign again; if it happens again, use another key of the account.
inadmissible-wrong-site = The passkey signed on another site than the one it was made on.
    .title = Another site's passkey
    .hint = Sign on the site where the passkey was made; on another one, use another key of the account.
inadmissible-user-not-present = Nobody touched the passkey's device.
    .title = Nobody was there
    .hint = Sign again and confirm on the device.
inadmissible-user-not-verified = Keys and money ask for more than a touch: the passkey's device must make sure who you are.
    .title = Who signed was not made sure
    .hint = Sign again with your finger, your face or your PIN.
inadmissible-attested-data = The signature holds what belongs to the making of a passkey.
    .title = Not a passkey's signature
    .hint = Sign again: ask the passkey to sign, not to be made.
inadmissible-not-for-several = Several signed an action that one person signs alone.
    .title = Not signed together
    .hint = Let one of you sign it; what several decide together is a proposal of their community.
inadmissible-out-of-scope = The key was given for other actions, or for another community.
    .title = Not what this key is for
    .hint = Sign with a key that may do everything, or give this one a wider scope.
inadmissible-not-for-this-key = A key of this kind never signs such an action.
    .title = Not for this key
    .hint = Changes of keys and guardians need a key with full control; leaving, delegating and votes on the constitution track need a key of your own.
inadmissible-text-taken = One of the texts is on this ledger already, with the same salt.
    .title = The text is in use
    .hint = Write it anew with a fresh salt. What you may erase one day can be nobody else's text.
