# Events: their words on pages, in errors and in the audit log.

error-event-not-found = Event not found
error-registration-not-found = Registration not found
error-already-signed-up = You have signed up for this event already.
error-event-past = This event is over.
error-event-is-cancelled = This event is cancelled.
error-event-not-published = This event is not published yet.
title-event-not-found = Not found
title-registration-not-found = Not found
title-already-signed-up = Signed up already
title-event-past = Event over
title-event-is-cancelled = Event cancelled
title-event-not-published = Not published

fault-time-skipped = The clocks skip this hour on that day. Please choose another one.
fault-ends-before-start = The end must be after the start.
fault-place-needed = Say where it is, or give a web address.
fault-tag-invalid = { $max ->
    [one] Tags have up to { $max } character and no comma.
   *[other] Tags have 1 to { $max } characters and no comma.
}
fault-capacity-below-registered = { $count ->
    [one] { $count } person has a place already.
   *[other] { $count } people have a place already.
}
fault-event-status-unknown = This must be “DRAFT”, “PUBLISHED”, “CANCELLED” or “PAST”.

event-status-DRAFT = Draft
event-status-PUBLISHED = Published
event-status-CANCELLED = Cancelled
event-status-PAST = Over
registration-REGISTERED = Has a place
registration-WAITLISTED = Waiting
event-full = Full

nav-events = Events
nav-my-events = Your events
admin-nav-events = Events

field-description = Description
field-starts-at = Begins
field-ends-at = Ends
field-url = Web address
field-capacity = Places
field-category = Category
field-tags = Tags
hint-description = Markdown: **bold**, *italic*, lists and links.
hint-time-zone = The times above are on the clocks of this zone.
hint-url = For an event online, or with more about it.
hint-capacity = Leave it empty if there is no limit.
hint-tags = Separated by commas, 10 at most.
button-sign-up = Sign up
button-wait = Join the waiting list
button-withdraw = Withdraw
button-renew-address = Renew the address

filter-category = Category
filter-tag = Tag
filter-starts-from = From
filter-starts-to = Before

page-events-title = Events
page-events-lead = What is coming up, and what you can join.
page-events-new = New event
page-events-search = Search events
page-events-view = View
page-events-list = List
page-events-month = Month
page-events-month-before = Previous month
page-events-month-after = Next month
page-events-month-now = This month
page-events-month-none = Nothing is planned for this month.
page-events-month-more = There are more events this month than fit here. The list has them all.
page-events-none = No events are to be found here.
page-events-coming = To come
page-events-categories = Categories
page-events-tags = Tags

page-event-when = When
page-event-yours = On your clock
page-event-where = Where
page-event-online = Online
page-event-places = Places
page-event-taken = { $registered } of { $capacity } taken
page-event-registered = { $count ->
    [one] { $count } person signed up
   *[other] { $count } people signed up
}
page-event-waiting = { $count ->
    [one] { $count } on the waiting list
   *[other] { $count } on the waiting list
}
page-event-by = Organised by
page-event-category = Category
page-event-tags = Tags
page-event-calendar = Add to your calendar
page-event-registered-you = You have a place.
page-event-waitlisted-you = You are number { $position } on the waiting list.
page-event-sign-in = Sign in to take part
page-event-withdraw-sure = Withdraw? Your place goes to the next one in line.
page-event-is-draft = This is a draft. Only whoever made it and managers see it; a manager publishes it.
page-event-is-cancelled = This event is cancelled.
page-event-is-past = This event is over.
page-event-organise = Organise
page-event-edit = Edit
page-event-publish = Publish
page-event-cancel = Cancel the event
page-event-delete = Delete
page-event-cancel-sure = Cancel this event? Everybody who signed up is told.
page-event-attendees = Who signed up
page-event-new-title = New event
page-event-new-lead = It begins as a draft. A manager looks at it and publishes it.
page-event-edit-title = Edit the event
page-event-delete-title = Delete this event?
page-event-delete-text = It is gone for good. Those who signed up for it are told that it is cancelled.

page-attendees-title = Who signed up
page-attendees-none = Nobody has signed up yet.
page-attendees-csv = Download as CSV
page-attendees-position = Place in line
page-attendees-at = Signed up

page-my-events-title = Your events
page-my-events-lead = What you signed up for, and what you organise.
page-my-events-attending = You signed up
page-my-events-made = You organise
page-my-events-none = Nothing here yet.
page-my-events-calendar = In your own calendar
page-my-events-calendar-text = Subscribe to this address in your calendar, and what you sign up for appears there. Whoever knows it can read it, so keep it to yourself.
page-my-events-address = Secret address
page-my-events-renew-sure = Renew the address? The present one stops working.

page-home-events = Coming up
page-home-events-all = All events
page-user-events = Events

flash-event-drafted = Your draft is saved. A manager publishes it.
flash-event-saved = The event is saved.
flash-event-published = The event is published.
flash-event-cancelled = The event is cancelled, and everybody who signed up is told.
flash-event-deleted = The event is deleted.
flash-event-signed-up = You have a place. See you there!
flash-event-waitlisted = The event is full. You are on the waiting list.
flash-event-withdrawn = You have withdrawn.
flash-calendar-renewed = Your calendar has a new address. The former one no longer works.

admin-events-title = Events
admin-events-lead = Drafts that wait to be published, and all others.
admin-events-none = Nothing waits here.
admin-figure-drafts = Drafts of events
admin-want-drafts = { $count ->
    [one] { $count } draft of an event waits to be published.
   *[other] { $count } drafts of events wait to be published.
}

action-event-created = Event drafted
action-event-updated = Event changed
action-event-published = Event published
action-event-cancelled = Event cancelled
action-event-deleted = Event deleted
action-event-registered = Signed up for an event
action-event-waitlisted = Joined an event’s waiting list
action-event-promoted = Got a place from the waiting list
action-event-withdrawn = Withdrew from an event
action-event-reminded = Reminders of an event sent
action-calendar-renewed = Calendar address renewed

time-month-short = { $month ->
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
time-weekday = { $day ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
