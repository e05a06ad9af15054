# Forms: field-NAME is a label, hint-NAME explains it, option-NAME-VALUE is a
# choice, button-NAME is a button.

field-username = Nickname
field-email-or-username = Email or nickname
field-email = Email
field-password = Password
field-password1 = Password
field-password2 = Password again
field-mailing-list = Send me news by email now and then
field-remember = Keep me signed in on this device
field-picture = Picture
field-yes = yes
field-no = no
field-first-name = First name
field-last-name = Last name
field-show-name = Show my first and last name to everyone
field-bio = About you
field-location = Location
field-linkedin-profile-url = LinkedIn address
field-github-profile-url = GitHub address
field-locale = Language
field-time-zone = Time zone
field-old-password = Old password
field-new-password1 = New Password
field-new-password2 = New Password (Again)
field-posts = What happens to your posts

hint-username = This is how others see you. Leave it empty and we make one up, such as leaping_otter_482.
hint-email = If you change it, the new address counts once you have confirmed it.
hint-password1 = At least 8 characters. A few unrelated words are easy to remember and hard to guess.
hint-new-password1 = At least 8 characters. A few unrelated words are easy to remember and hard to guess.
hint-picture = JPEG, PNG, WebP or SVG, 5 MB at most. It is shown to everyone.
hint-show-name = Otherwise only your nickname is public.
hint-bio = A few sentences that everyone can read.

option-posts-delete = Delete them with my account
option-posts-keep = Keep them, without my name

button-register = Create account
button-sign-in = Sign in
button-save = Save changes
button-cancel = Cancel
button-continue = Continue
button-send-link = Send the link
button-set-password = Set the new password
button-change-password = Change password
button-confirm-email = Confirm my email address
button-send-again = Send a new link
button-remove-picture = Remove picture
button-end-session = End
button-end-this-session = End this session
button-end-other-sessions = End all other sessions
button-download-data = Download my data
button-delete-account = Delete my account
button-setup = Create the administrator
button-unsubscribe = Unsubscribe

form-faults = Please have a look at this:
form-optional = optional
form-show-password = Show password
form-hide-password = Hide password
form-characters-left = Characters left:
strength-label = Password strength:
strength-0 = too short
strength-1 = easy to guess
strength-2 = could be better
strength-3 = good
strength-4 = excellent
crop-label = Part of the picture that is shown. Drag it, or move it with the arrow keys.
crop-zoom = Zoom
crop-help = Drag the picture, or use the arrow keys, until you like what is in the frame.
crop-discard = Choose another
