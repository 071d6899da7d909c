## What is wrong with an archive of a community, or with beginning a ledger from it.

archive-part = { $part ->
    [head] the head
    [tables] the list of tables
    [rows] the rows of table { $table }
    [texts] the texts
    [ballots] the ballots
    [withheld] the list of what is withheld
    [seal] the seal
   *[end] what stands behind its end
}
archive-not-one = This file is no archive of a community.
    .title = No archive
    .hint = `aluma export` writes one; check the name of the file.
archive-cut = The file ends at byte { $to }, inside the part that begins at byte { $from }: { archive-part }.
    .title = Cut off
    .hint = Copy the file again from where it came; an archive is good only as a whole.
archive-damaged = Bytes { $from } to { $to } are damaged: { archive-part }.
    .title = Damaged
    .hint = Copy the file again from where it came, or export the community again.
archive-malformed = From byte { $from } on, the file is not as the format says: { archive-part }.
    .title = Not as the format says
    .hint = The program that wrote it follows another format; docs/export.md describes this one.
archive-other-key = The archive comes from the ledger with the key { $key }, not from the one you trust.
    .title = Another ledger's key
    .hint = Ask the operator of the old ledger for its key, or leave `--trust` out and compare the network's name.
archive-wrong-seal = { $part ->
    [header] The signature over the header is not that of the ledger's key.
   *[archive] The signature over the archive is not that of the ledger's key.
    }
    .title = Wrong signature
    .hint = Somebody changed the archive; do not use it. Ask for another from whoever runs the old ledger.
archive-other-header = The header is not one of the ledger that the archive names.
    .title = Another ledger's header
    .hint = Somebody put the archive together from parts; do not use it.
archive-wrong-root = The list of tables does not lead to the state root in the header.
    .title = Wrong state root
    .hint = Somebody changed the archive; do not use it.
archive-wrong-rows = The rows of table { $table } do not lead to the state root in the header.
    .title = Wrong rows
    .hint = Somebody changed a row, added one or moved one; do not use the archive.
archive-wrong-text = A text is not the one that was signed: { $id }.
    .title = Wrong text
    .hint = Somebody changed the words; do not use the archive.
archive-wrong-ballots = { $kind ->
    [proposal] The ballots of proposal { $number } are not those that were counted.
   *[poll] The answers of poll { $number } are not those that were counted.
    }
    .title = Wrong ballots
    .hint = Somebody changed the archive; do not use it.
archive-newer-rules = The archive was made by rules of version { $rules }; this program knows those up to { $known }.
    .title = Newer rules
    .hint = Take a newer version of this program.
archive-incomplete = The rows make no whole community: { $law }.
    .title = Not whole
    .hint = Export it again, from the operator's own folder if you can: a reader's archive lacks what others keep to themselves.
archive-folder-taken = There is a ledger in { $folder } already.
    .title = The folder is taken
    .hint = Name another folder with `--data`; a ledger begins in an empty one.
