# Figures: analytics-… in the console, privacy-… on the page about what is counted.

admin-nav-analytics = Analytics
nav-privacy = Privacy
filter-not-seen = Not seen for
filter-reached = Came so far
filter-source = Led here by

analytics-title = Analytics
analytics-members-title = Who stays
analytics-sides = Sides of the figures
analytics-side-overview = Overview
analytics-side-members = Who stays
analytics-from = From
analytics-to = To
analytics-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
analytics-day = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
analytics-week = Week { $number }
analytics-off = Nothing is being counted: analytics.enabled is off. The figures are those of before.
analytics-today = Today is not over: its figures still grow, and are drawn dotted. Days are those of UTC.
analytics-running = { $period } (not over)
analytics-table = Show the numbers
analytics-what = What is this?
analytics-list-csv = List as CSV
analytics-change = Against as many days before
analytics-change-up = up by
analytics-change-down = down by
analytics-change-same = changed by

analytics-figure-visitors = Anonymous visitors
analytics-figure-views = Anonymous views
analytics-figure-registrations = Registrations
analytics-figure-verified = Confirmed
analytics-figure-conversion = Conversion
analytics-figure-daily = Active that day
analytics-figure-weekly = Active in 7 days
analytics-figure-monthly = Active in 30 days
analytics-define-visitors = Different browsers in which somebody who was not signed in looked at a published page: a post, an event or a profile. Who asks not to be tracked has no cookie and is not among them.
analytics-define-views = How often published pages were looked at by people who were not signed in. Robots that say what they are, and pages that a browser only fetches ahead, are left out.
analytics-define-registrations = People who registered themselves, invited or not. Accounts that a manager made or imported are not among them.
analytics-define-verified = People who proved their email address for the first time on one of these days, whenever they registered.
analytics-define-conversion = Of the visitors of these days, the share who then registered in the same browser and proved their address.
analytics-define-daily = People who signed in, or came signed in, on the last of these days.
analytics-define-weekly = People who signed in, or came signed in, on one of the seven days up to the last.
analytics-define-monthly = People who signed in, or came signed in, on one of the thirty days up to the last.

analytics-chart-readers = Readers
analytics-about-readers = For each day: views of published pages by people who were not signed in, and the browsers in which they looked. Longer ranges are drawn by weeks or by thirty days.
analytics-chart-joined = New members
analytics-about-joined = For each day: people who registered themselves, and first proofs of an address. Longer ranges are drawn by weeks or by thirty days.
analytics-chart-active = Active people
analytics-about-active = For each day, how many people came signed in on it, within the seven days up to it, and within thirty.
analytics-chart-funnel = From reader to regular
analytics-about-funnel = The readers of these days, and how far those have come since who registered in them. Took part means: wrote a post, signed up for an event or invited somebody. Back means: came in the fourth week after the one of registering. The numbers open the lists of people; who deleted their account is counted and no longer listed.
analytics-chart-cohorts = Who comes back, in percent
analytics-about-cohorts = Each row is a week, from Monday, and those who registered themselves in it. Column 0 is that week, column 1 the next one; a field says how many percent of them came signed in then. The week that is not over is framed.
analytics-chart-sources = What led them here
analytics-about-sources = Those who registered in these days: by an invitation, or by what their browser looked at first, an event or a post; otherwise directly. The second bar are those who came back in the fourth week.
analytics-chart-inactive = Not seen for a while
analytics-about-inactive = People with a proved address, counted from their latest sign-in or use of a session until now. Who was not seen for a year was not seen for a week either, so each number holds the next; who never signed in is in all.

analytics-cohort-cell = { $cohort }, week { $week }: { $came } of { $size }
analytics-column-day = Day
analytics-column-step = Step
analytics-column-people = People
analytics-column-share = Of the step before
analytics-column-week = Week of registering
analytics-column-size = Registered
analytics-column-source = Led here by
analytics-column-not-seen = Not seen for
analytics-column-file = As a file

analytics-stage-visitor = Anonymous readers
analytics-stage-registered = Registered
analytics-stage-verified = Confirmed
analytics-stage-signed-in = Signed in
analytics-stage-took-part = Took part
analytics-stage-back = Back in week 4
analytics-source-any = Everybody
analytics-source-invitation = Invitation
analytics-source-event = Event
analytics-source-post = Post
analytics-source-direct = Directly
analytics-not-seen-24h = 24 hours
analytics-not-seen-48h = 48 hours
analytics-not-seen-1w = A week
analytics-not-seen-1y = A year
analytics-not-seen-never = Never signed in

analytics-advice = What you could do
analytics-advice-none = Nothing stands out. Come back when there is more to see.
analytics-advice-unverified = { $count ->
    [one] { $count } person registered and never confirmed their address.
   *[other] { $count } people registered and never confirmed their address.
}
analytics-do-unverified = Send the link again
analytics-advice-not-signed-in = { $count ->
    [one] { $count } person confirmed their address and has not signed in since.
   *[other] { $count } people confirmed their address and have not signed in since.
}
analytics-do-not-signed-in = See who
analytics-advice-take-part = Of { $count } who signed in, { $part } took part in something. Ask the others what they came for.
analytics-do-take-part = See who signed in
analytics-advice-closed = { $count ->
    [one] { $count } reader came while registration was not open to everybody.
   *[other] { $count } readers came while registration was not open to everybody.
}
analytics-do-closed = Look at the settings
analytics-advice-week = { $count ->
    [one] { $count } person was not seen for a week or more. A message may bring them back.
   *[other] { $count } people were not seen for a week or more. A message may bring them back.
}
analytics-do-week = Choose whom to write to
analytics-advice-year = { $count ->
    [one] { $count } person was not seen for a year. Ask whether they still want the account.
   *[other] { $count } people were not seen for a year. Ask whether they still want their accounts.
}
analytics-do-year = Choose whom to write to
analytics-advice-never = { $count ->
    [one] { $count } person with a confirmed address never signed in.
   *[other] { $count } people with a confirmed address never signed in.
}
analytics-do-never = See who
analytics-advice-stay = Of { $all } who registered in these days, { $count } came back in the fourth week. Something is missing after the first days.
analytics-do-stay = See who registered

filter-inviter = Invited by
filter-sent-from = Sent from
filter-sent-to = Sent before
analytics-invitations-title = What invitations bring
analytics-side-invitations = Invitations
analytics-figure-invitations = Invitations
analytics-figure-invitations-accepted = Accepted
analytics-figure-invitations-converted = Joined
analytics-figure-invitations-acceptance = Acceptance rate
analytics-figure-invitations-conversion = Conversion rate
analytics-define-invitations = Invitations that were sent on these days, to members’ addresses too. Those that were deleted since, or whose inviter left, are not among them.
analytics-define-invitations-acceptance = Of the invitations sent on these days, the share whose link or code was opened, on whatever day.
analytics-define-invitations-conversion = Of the invitations sent on these days, the share whose address somebody has registered and proved since, by any way in.
analytics-chart-invitation-states = What became of them
analytics-about-invitation-states = The invitations sent on these days, each in the state that it has now: sent and not opened yet, opened, joined, run out, or taken back. Together they are all of them.
analytics-chart-inviters = Who invites
analytics-about-inviters = The ten people who sent most invitations on these days. The second bar are those that were opened, the third those whose people joined.
analytics-chart-invitations = Day by day
analytics-about-invitations = For each day: invitations sent, opened for the first time, and people who joined, whenever the invitation was sent. Longer ranges are drawn by weeks or by thirty days.
analytics-column-state = State
analytics-column-invitations = Invitations
analytics-column-share-of-all = Share of all
analytics-advice-invite = Nobody was invited on these days.
analytics-do-invite = Invite people
analytics-advice-unopened = { $count ->
    [one] { $count } invitation was not opened yet. A second mail may help.
   *[other] { $count } invitations were not opened yet. A second mail may help.
}
analytics-do-unopened = Choose which to send again
analytics-advice-not-joined = { $count ->
    [one] { $count } invitation was opened, and nobody has joined by it.
   *[other] { $count } invitations were opened, and nobody has joined by them.
}
analytics-do-not-joined = See which
analytics-advice-expired = { $count ->
    [one] { $count } invitation ran out. Sending it again renews it.
   *[other] { $count } invitations ran out. Sending them again renews them.
}
analytics-do-expired = Choose which to send again

admin-do-write = Write to them
admin-write-text = { $count ->
    [one] Your mail program opens with one address as a blind copy.
   *[other] Your mail program opens with { $count } addresses as blind copies, so that they do not see each other.
}
admin-write-open = Open the mail program

privacy-title = Privacy
privacy-lead = What { $site } counts, what it keeps, and for how long. This page is made from the settings in force.
privacy-counted = What is counted
privacy-counted-text = How often published pages are looked at, in how many browsers, how many people register, confirm their address and sign in, and how many come back. Only numbers are shown, to those who manage this site.
privacy-counted-members = { $days ->
    [one] Of members it is noted for { $days } day on which days they came, and when they were seen last.
   *[other] Of members it is noted for { $days } days on which days they came, and when they were seen last.
}
privacy-counted-off = Nothing is counted on this site.
privacy-cookie = The visitor cookie
privacy-cookie-text = { $days ->
    [one] A browser that looks at a published page gets a random value for { $days } day, so that it is counted once. It says nothing of you, is read by this site alone and is tied to nobody; should you register, it is used once to count that a reader became a member.
   *[other] A browser that looks at a published page gets a random value for { $days } days, so that it is counted once. It says nothing of you, is read by this site alone and is tied to nobody; should you register, it is used once to count that a reader became a member.
}
privacy-cookie-refuse = A browser that sends “Do Not Track” or “Global Privacy Control” gets no such cookie.
privacy-cookie-refused = Your browser asks not to be tracked, so it gets no such cookie.
privacy-kept = For how long
privacy-kept-visits = { $days ->
    [one] The days on which a browser came: { $days } day.
   *[other] The days on which a browser came: { $days } days.
}
privacy-kept-days = { $days ->
    [one] The days on which a member came: { $days } day.
   *[other] The days on which a member came: { $days } days.
}
privacy-kept-figures = { $days ->
    [one] The daily figures, which name nobody: { $days } day.
   *[other] The daily figures, which name nobody: { $days } days.
}
privacy-not = What is not done
privacy-not-text = No network addresses are kept with what is counted. Nothing is sent to others, nothing is loaded from elsewhere, and no profile of what you read is made.
privacy-account = Your account
privacy-account-text = All that is kept about you can be downloaded, and your account deleted, on the page of your data.
privacy-leave-later = { $days ->
    [one] After you ask for deletion it takes { $days } day until your data goes; signing in takes it back.
   *[other] After you ask for deletion it takes { $days } days until your data goes; signing in takes it back.
}
privacy-leave-now = When you delete your account, your data goes at once.
privacy-cookies = Other cookies
privacy-cookies-text = Signing in, forms, messages between two pages, and your choice of language and theme each need a cookie. None of them follows you anywhere.
