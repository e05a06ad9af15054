# The console: admin-… belong to its pages, filter-NAME are labels of filters,
# action-… say what happened.

nav-admin = Administration

admin-nav = Administration
admin-nav-home = Overview
admin-nav-users = People
admin-nav-professional = Professionals
admin-nav-audit = Audit log
admin-nav-jobs = Messages
admin-nav-mailbox = Mailbox
admin-nav-settings = Settings

admin-yes = yes
admin-no = no
admin-any = any
admin-never = never
admin-nothing = There is nothing here yet.
admin-pages = Pages
admin-page = Page { $number }
admin-page-before = Previous
admin-page-after = Next
admin-total-more = More than { $count }
admin-total = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
admin-filters = Filters
admin-filters-active = Filters in force
admin-filters-apply = Apply
admin-filters-clear = Clear all
admin-filter-remove = (remove)
admin-search = Search
admin-search-placeholder = Name, email, place …
admin-search-hint = Words in any order, or filters such as

filter-role = Role
filter-email-verified = Email confirmed
filter-is-locked = Locked
filter-is-professional = Professional
filter-never-logged-in = Never signed in
filter-locale = Language
filter-created-from = Registered from
filter-created-to = Registered before
filter-last-login-from = Last seen from
filter-last-login-before = Last seen before
filter-actor = Who acted
filter-subject = Whom it was about
filter-action = What happened
filter-from = From
filter-to = Before
filter-state = State
filter-type = Type
filter-status = State

admin-home-title = Overview
admin-home-wants = Needs attention
admin-home-calm = Nothing right now. All is well.
admin-home-services = Services
admin-home-oldest = Oldest waiting message
admin-home-oldest-none = none is waiting
admin-home-seal = Audit log
admin-home-sealed = { $count ->
    [one] { $count } row sealed
   *[other] { $count } rows sealed
}
admin-home-behind = the oldest unsealed row was written
admin-figure-members = People
admin-figure-verified = Email confirmed
admin-figure-recent = New this week
admin-figure-locked = Locked
admin-figure-requests = Professional requests
admin-figure-pending = Messages on their way
admin-figure-parked = Messages given up
admin-want-locked = { $count ->
    [one] { $count } account is locked.
   *[other] { $count } accounts are locked.
}
admin-want-unverified = { $count ->
    [one] { $count } person never confirmed their address. Send the link again?
   *[other] { $count } people never confirmed their address. Send the link again?
}
admin-want-requests = { $count ->
    [one] { $count } request for professional status waits for an answer.
   *[other] { $count } requests for professional status wait for an answer.
}
admin-want-parked = { $count ->
    [one] { $count } message could not be delivered and was given up.
   *[other] { $count } messages could not be delivered and were given up.
}
admin-want-late = Messages wait for longer than five minutes.
admin-want-down = { $count ->
    [one] { $count } service does not answer.
   *[other] { $count } services do not answer.
}
admin-want-unsealed = Rows of the audit log wait to be sealed. Is a worker running?
admin-want-templates = { $count ->
    [one] { $count } override of an email template is broken; the built-in one is used.
   *[other] { $count } overrides of email templates are broken; the built-in ones are used.
}
admin-want-weak = { $count ->
    [one] { $count } setting is weaker than its default.
   *[other] { $count } settings are weaker than their defaults.
}
admin-service-database = Database
admin-service-objects = Picture store
admin-service-messages = Message transport
admin-service-mail = Mail server
admin-service-mailing_list = Mailing list
admin-service-up = up
admin-service-down = down

admin-users-title = People
admin-users-total = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
admin-users-none = Nobody fits.
admin-users-new = Add a person
admin-users-import = Import
admin-users-export = Export these as CSV
admin-choose = Choose
admin-choose-all = Choose all on this page
admin-column-person = Person
admin-column-email = Email
admin-column-role = Role
admin-column-created = Registered
admin-column-seen = Last signed in
admin-state-locked = Locked
admin-state-unverified = Not confirmed
admin-state-leaving = Leaving
admin-do-lock = Lock
admin-do-unlock = Unlock
admin-do-resend = Send the confirmation link again
admin-do-export = Export
admin-do-delete = Delete
admin-bulk = With those chosen:
admin-bulk-chosen = Chosen:
admin-bulk-lead = Check the list first. Nothing has been done yet.
admin-bulk-lock-title = { $count ->
    [one] Lock { $count } person?
   *[other] Lock { $count } people?
}
admin-bulk-unlock-title = { $count ->
    [one] Unlock { $count } person?
   *[other] Unlock { $count } people?
}
admin-bulk-resend-title = { $count ->
    [one] Send the confirmation link to { $count } person?
   *[other] Send the confirmation link to { $count } people?
}
admin-bulk-result = Result
admin-bulk-will = will be done
admin-bulk-unchanged = nothing to do
admin-bulk-done = done
admin-bulk-done-title = Done
admin-bulk-sum = Done: { $done }. Nothing to do: { $unchanged }. Failed: { $failed }.
admin-bulk-back = Back to the list

admin-new-title = Add a person
admin-new-lead = Without a password, they are mailed a link to set one. Without a nickname, one is made up.
admin-new-button = Add this person
admin-group-account = Account
admin-group-profile = Profile
admin-field-bio = About them
admin-field-show-name = Their first and last name are public
admin-field-mailing-list = On the mailing list
field-role = Role
field-email-verified = Their email address is known to be theirs
field-profile-picture-url = Address of a picture
field-reason = Reason
field-note = Why you ask
field-file = File
field-update-existing = Change people who are there already
field-skip-invalid = Import the rest when some rows are faulty
hint-update-existing = They are found by their email address. Otherwise their rows count as faulty.
hint-skip-invalid = Otherwise one faulty row is enough for nothing to be imported.
hint-file = CSV in UTF-8, cells parted by commas or semicolons, with a header row. Columns are named like the fields: email, nickname, first_name and so on.
option-role-ANONYMOUS = { role-anonymous }
option-role-AUTHENTICATED = { role-authenticated }
option-role-MANAGER = { role-manager }
option-role-ADMIN = { role-admin }

admin-person-own = This is you
admin-person-tabs = Sides of this person
admin-person-public = Public profile
admin-person-locked-at = Locked
admin-person-leaves = To be erased
admin-person-failures = Failed sign-ins
admin-person-untouchable = Only administrators can change an administrator.
admin-person-no-sessions = Signed in nowhere.
admin-person-edit = Profile
admin-person-role = Role
admin-person-role-button = Change the role
admin-person-lock = Lock the account
admin-person-lock-text = All sessions end at once. Nobody can sign in until it is unlocked. The reason is mailed to the person.
admin-person-unlock = Unlock the account
admin-person-unlock-text = The person is told by email and can sign in again.
admin-person-resend = Confirm the address
admin-person-resend-text = Sends the link that confirms the address once more.
admin-person-professional = Professional status
admin-person-grant = Grant the status
admin-person-withdraw = Withdraw the status
admin-person-delete = Delete this person
admin-person-delete-text = The account and all personal data go at once and for good. The audit log keeps no more than an id.
admin-person-delete-question = Delete { $nickname } for good?

flash-person-created = The person was added.
flash-person-saved = Saved.
flash-person-locked = The account is locked and its sessions have ended.
flash-person-unlocked = The account is unlocked.
flash-person-resent = The link is on its way.
flash-person-deleted = The person and their data are gone.
flash-role-changed = The role was changed.
flash-professional-granted = The status was granted.
flash-professional-withdrawn = The status was withdrawn.
flash-professional-refused = The request was refused.
flash-professional-requested = Thank you. We will look at your request and write to you.
flash-nobody-chosen-error = Nobody was chosen.
flash-job-retried = The message will be tried again now.
flash-job-dropped = The message was dropped.

admin-audit-title = Audit log
admin-audit-export-csv = Export as CSV
admin-audit-export-json = Export as JSON lines
admin-actor-guest = a guest
admin-actor-system = Roster itself
admin-actor-cli = the command line
admin-log-by = By
admin-log-about = About
admin-log-from = From
admin-log-erased = The personal values were erased with the person.
admin-log-unsealed = not sealed yet

action-user-registered = Registered
action-user-created = Account made
action-user-verified = Address confirmed
action-user-verification-requested = Confirmation link asked for
action-user-updated = Profile changed
action-user-picture-changed = Picture uploaded
action-user-picture-removed = Picture removed
action-user-nickname-changed = Nickname changed
action-user-email-change-requested = New address given
action-user-email-changed = Address changed
action-user-email-change-undone = Change of address taken back
action-user-reset-requested = Password reset asked for
action-user-password-reset = Password reset
action-user-password-changed = Password changed
action-user-role-changed = Role changed
action-user-locked = Account locked
action-user-unlocked = Account unlocked
action-user-deletion-requested = Deletion asked for
action-user-deletion-withdrawn = Deletion withdrawn
action-user-deleted = Account erased
action-user-professional-requested = Professional status asked for
action-user-professional-granted = Professional status granted
action-user-professional-refused = Professional status refused
action-user-professional-withdrawn = Professional status withdrawn
action-user-subscribed = Joined the mailing list
action-user-unsubscribed = Left the mailing list
action-session-created = Signed in
action-session-revoked = Session ended
action-session-reused = Spent token came back, session ended
action-message-retried = Message tried again
action-message-dropped = Message dropped
action-key-rotated = Signing key rotated

admin-jobs-title = Messages
admin-jobs-lead = What waits to be delivered, is being delivered, or was given up. What was delivered is no longer here.
admin-jobs-by-type = By type
admin-jobs-none = Nothing waits. Every message was delivered.
admin-jobs-oldest = Oldest
admin-jobs-attempts = Attempts
admin-jobs-next = Next attempt
admin-jobs-created = Made
admin-jobs-why = Why it failed
admin-jobs-retry = Try now
admin-jobs-drop = Drop
admin-jobs-drop-question = Drop this message? It will never be delivered.
state-PENDING = Waiting
state-RUNNING = Being delivered
state-PARKED = Given up

admin-mailbox-title = Mailbox
admin-mailbox-lead = The newest emails that the built-in mailbox kept instead of sending them.
admin-mailbox-none = The built-in mailbox is empty. With a mail server, emails are sent and not kept.
admin-mailbox-preview = Preview the templates
admin-mailbox-to = To
admin-mailbox-from = From
admin-mailbox-subject = Subject
admin-mailbox-at = Written
admin-mailbox-language = Language
admin-mailbox-text = As text
admin-mailbox-html = As HTML
admin-preview-title = Email templates
admin-preview-lead = Every template in every language, with made-up values.
admin-preview-show = Show
admin-preview-faults = Overrides that are not used
admin-preview-broken = This template cannot be shown:

admin-settings-title = Settings
admin-settings-lead = What is in force, and where each value comes from. Secrets are masked. Values are changed in the configuration file or the environment.
admin-settings-key = Setting
admin-settings-value = Value
admin-settings-source = From
admin-settings-default = default
admin-settings-weak = weak
admin-settings-empty = empty

admin-import-title = Import people
admin-import-lead = First you see what would happen, row by row. Nothing is written until you say so.
admin-import-button = Show the plan
admin-import-checking = Reading and checking the file
admin-import-writing = Importing
admin-import-plan = The plan
admin-import-done = Imported
admin-import-failed = The import broke off
admin-import-created = New
admin-import-updated = Changed
admin-import-unchanged = Unchanged
admin-import-skipped = Faulty
admin-import-rows = { $count ->
    [one] { $count } row so far
   *[other] { $count } rows so far
}
admin-import-speed = { $count } rows a second
admin-import-left = { $count ->
    [one] about { $count } second left
   *[other] about { $count } seconds left
}
admin-import-nothing = With these faults nothing is imported. Mend the file, or let faulty rows be skipped.
admin-import-apply = Import now
admin-import-again = Choose another file
admin-import-faults = What is wrong
admin-import-more = { $count ->
    [one] and { $count } more fault
   *[other] and { $count } more faults
}
admin-import-download = Download the faulty rows with their reasons
admin-import-examples = What would change
admin-import-line = Line
admin-import-column = Column
admin-import-message = Fault
admin-import-columns = Columns of the file
admin-import-columns-lead = Say which field each column is. What the names suggest is chosen already.
admin-import-sample = First row
admin-import-field = Field
admin-import-leave-out = Leave out
admin-import-new = new
admin-import-away = You may leave this page; the work goes on. If it ever breaks off, import the same file again with existing people changed: nobody comes twice.

admin-professional-title = Professional requests
admin-professional-lead = Members with a complete profile who ask for professional status.
admin-professional-none = No request waits.
admin-professional-approve = Approve
admin-professional-refuse = Refuse
admin-professional-asked = Asked
admin-professional-gone = somebody who is gone
request-OPEN = Open
request-APPROVED = Approved
request-REFUSED = Refused

page-professional-title = Professional status
page-professional-lead = Professionals bear a badge on their profile and may propose events.
page-professional-is = You have professional status.
page-professional-open = Your request is with us since
page-professional-refused = Your last request was refused.
page-professional-missing = Complete your profile first. What is missing:
page-professional-button = Ask for the status
page-professional-history = Earlier requests
nav-professional = Professional
need-first-name = First name
need-last-name = Last name
need-bio = A few words about yourself
need-location = Where you are
need-profile-picture-url = A picture
need-linkedin-profile-url = A link to your LinkedIn or GitHub profile
need-github-profile-url = A link to your LinkedIn or GitHub profile
