## Teams and roles that templates offer to whoever founds, who may call them otherwise.

kit-coordinator = Coordination
    .for = Plans the week's work, keeps in touch with customers and pays small bills; passes to somebody else after half a year.
kit-council = Treasury council
    .for = Looks after the money that was set aside for the running of the protocol.
kit-guardian = Guardian
    .for = Lets payments, issues, admissions or roles rest in an emergency, until the holders have decided.
kit-councillor = Member of the treasury council
    .for = Pays what the running of the protocol needs, within what the holders gave the council.
kit-teachers = Teachers' circle
    .for = Plans what is taught and helps those who teach for the first time.
kit-convenor = Convenor
    .for = Asks people to teach for a term, and thanks them when it is over.
kit-teacher = Teacher
    .for = Teaches or leads a group this term; has a voice of its own in what the community decides.
kit-treasurer = Treasurer
    .for = Keeps the books, shows them every month and pays the club's small bills.
kit-gifts = Gifts for a purpose
    .for = Holds what was given for a stated purpose until it is paid on.
kit-trustee = Trustee
    .for = Reads every request for a grant, and has more say in it than a member.
kit-moderator = Moderator
    .for = Hides what hurts people and locks a thread that needs rest, in public and with a reason; whoever is hidden may appeal.
