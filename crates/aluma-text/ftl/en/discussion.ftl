## A discussion's ways to say no.

refusal-no-such-thread = There is no thread { $thread }, or none that you may read.
    .title = No such thread
    .hint = Check its number. A thread may be for fewer people than may read the community.
refusal-no-such-post = There is no post { $post }, or none that you may read.
    .title = No such post
    .hint = Check its number.
refusal-no-such-topic = This community has no such proposal or poll, or more than one thing was named.
    .title = Nothing to talk about
    .hint = Name one thread, one proposal or one poll of this community.
refusal-may-not-speak = { $who ->
    [members] In this community members and stakeholders speak.
   *[admitted] In this community members with a vote speak.
}
    .title = You may not speak here
    .hint = Join the community; who may speak is a rule of its charter (talk.speakers), which the members can change.
refusal-outside-circle = The thread would be for people you are not one of.
    .title = You could not read it yourself
    .hint = Open it for everybody who may read the community, or for members where you are one.
refusal-thread-closed = Whoever opened thread { $thread } closed it.
    .title = The thread is closed
    .hint = Open a new thread, or ask whoever closed it to open it again.
refusal-thread-locked = A moderator locked the thread at { $since }.
    .title = The thread is locked
    .hint = The log of moderation says why and until when. The members can unlock it at any time.
refusal-thread-full = { $limit ->
    [one] A thread takes 1 post.
   *[other] A thread takes { $limit } posts.
}
    .title = The thread is full
    .hint = Open a new thread and link to this one.
refusal-other-thread = Post { $post } stands in another thread.
    .title = An answer to somewhere else
    .hint = Answer in the thread of that post.
refusal-mentioned-twice = { $account } is mentioned twice.
    .title = Mentioned twice
    .hint = Mention everybody once.
refusal-cannot-read-this = { $account } may not read this thread, so they cannot be told of it.
    .title = They could not read it
    .hint = Leave the mention out, or write where they may read.
refusal-said-enough = { $limit ->
    [one] One account writes 1 post a day in this community.
   *[other] One account writes { $limit } posts a day in this community.
}
    .title = Enough for today
    .hint = You may go on from { $from }. Erasing and appealing stay possible. The limit is a rule of the charter (talk.posts).
refusal-mentioned-enough = { $limit ->
    [one] One account mentions 1 person a day in this community.
   *[other] One account mentions { $limit } people a day in this community.
}
    .title = Enough mentions for today
    .hint = Write without mentions, or go on from { $from }. The limit is a rule of the charter (talk.mentions).
refusal-not-your-post = Somebody else wrote post { $post }.
    .title = Not your post
    .hint = Only whoever wrote it edits and erases it, or appeals for it.
refusal-words-erased = Whoever wrote post { $post } erased it.
    .title = The post was erased
    .hint = There is nothing left to change. Answers to it stay.
refusal-post-hidden = A moderator hid post { $post }.
    .title = The post is hidden
    .hint = Whoever wrote it may appeal, or erase it. The log of moderation says why it was hidden.
refusal-edited-enough = { $limit ->
    [one] A post is edited once.
   *[other] A post is edited { $limit } times at most.
}
    .title = Edited often enough
    .hint = Answer your own post, or erase it and write anew.
refusal-newest-words = Version { $version } is what the post says now.
    .title = These are the newest words
    .hint = Edit the post first, or erase all of it.
refusal-no-such-version = The post has no earlier version { $version }, or it was erased.
    .title = No such version
    .hint = The history of the post lists what is there.
refusal-already-reacted = You have reacted to this post in this way.
    .title = You have reacted so
    .hint = Each way counts once; you can take it back.
refusal-not-reacted = You have not reacted to what the post says now in this way.
    .title = No such reaction
    .hint = An edit leaves reactions behind: what you reacted to earlier counts no more.
refusal-not-your-thread = You did not open thread { $thread }.
    .title = Not your thread
    .hint = Only whoever opened it closes and reopens it. That of a proposal or a poll belongs to nobody.
refusal-not-closed = Thread { $thread } is not closed.
    .title = It is open
    .hint = Go on and write.
refusal-not-locked = Thread { $thread } is not locked.
    .title = It is not locked
    .hint = There is nothing to unlock.
refusal-not-hidden = Post { $post } is not hidden.
    .title = It is not hidden
    .hint = Everybody who may read the thread reads it.
refusal-cleared-on-appeal = Post { $post } was hidden once and shown again on appeal.
    .title = This was decided
    .hint = Only the members can hide it now: propose it to them.
refusal-hidden-by-members = The members decided to hide post { $post }.
    .title = The members decided this
    .hint = Propose to them to show it again.
refusal-hiding-stands = The time to appeal for post { $post } is over, or it was decided.
    .title = It stays hidden
    .hint = The members can show it again by a proposal at any time.
refusal-hiding-appealed = You have appealed already.
    .title = The appeal is under way
    .hint = It is decided by { $until }; if nobody decides, the charter says what becomes of the post.
refusal-nothing-appealed = No appeal about post { $post } waits for a decision.
    .title = Nothing to decide
    .hint = A moderator can show a hidden post again without an appeal.
refusal-for-the-members = Only the members decide this, by a proposal.
    .title = For the members
    .hint = Propose it to them.
refusal-own-case = Whoever hid a post, or wrote it, does not decide on its appeal.
    .title = Nobody judges their own case
    .hint = Somebody else with the role can decide, or the members.
refusal-lock-too-long = A lock lasts { $most } at most.
    .title = Too long a lock
    .hint = Say how long, up to { $most }. Only the members lock a thread for longer, by a proposal.
refusal-locked-lately = A moderator locked this thread not long ago.
    .title = It stays open for a while
    .hint = A role can lock it again from { $from }; the members can at any time, by a proposal.
