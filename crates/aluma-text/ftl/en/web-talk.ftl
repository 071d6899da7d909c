# Pages of discussion.

web-open-thread = Open a thread
web-moderation = What moderators did
web-moderation-lead = Whatever is hidden, locked or shown again stands here, with who did it and why. Its author may appeal.
web-no-moderation = Nothing was ever hidden or locked here.
web-no-threads = Nobody has said anything yet.
web-thread-closed = closed
web-thread-locked = locked
web-thread-is-closed = Whoever opened this thread closed it.
web-posts = { $posts ->
    [0] No posts yet
    [one] One post
   *[other] { $posts } posts
}
web-last-said = last
web-markdown = Markdown works: **bold**, *slanted*, lists, links. Write @name to call somebody.
web-opened-by = Opened by
web-readers = Who reads it:
web-nothing-said = Nobody has said anything about it yet.
web-edited = edited
web-answers-post = in answer to post { $post }
web-post-hidden = This post is hidden. Why:
web-post-erased = Its author erased what stood here.
web-react = React
web-take-back = Take back: { $what }
web-edit-or-erase = Edit or erase
web-save = Save
web-erase = Erase for good
web-appeal = Appeal
web-your-words = Your words
web-sign-in-to-speak = Sign in to say something.
web-say-something = Say something
web-say = Say it
