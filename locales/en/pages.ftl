# Pages: nav-… and frame-… belong to every page, page-NAME-… to one,
# flash-CODE is said once on the page after an action.

nav-skip = Skip to content
nav-main = Main
nav-menu = Menu
nav-home = Home
nav-about = About
nav-account = My account
nav-sign-in = Sign in
nav-register = Create account
nav-log-out = Log out
nav-api = API
nav-footer = More
nav-sides = Account
nav-profile = Profile
nav-details = Details
nav-sessions = Sessions
nav-password = Password
nav-data = Your data

frame-language = Language
frame-change-language = Change language
frame-theme = Appearance
frame-theme-auto = Automatic
frame-theme-light = Light
frame-theme-dark = Dark
frame-to-dark = Switch to dark
frame-to-light = Switch to light
frame-error-prefix = Error

role-anonymous = Not confirmed yet
role-authenticated = Member
role-manager = Manager
role-admin = Administrator
professional = Professional

page-home-title = Home
page-home-welcome = Welcome to
page-home-lead = One account for everything that happens here. It takes a minute to make, and what others see of you stays up to you.
page-home-points = What you can count on
page-home-name = A name of your own
page-home-name-text = Others know you by your nickname. Your real name and your email address stay yours until you decide otherwise.
page-home-safe = Safe without fuss
page-home-safe-text = See every device you are signed in on, end any of them with one button, and hear from us when a new one appears.
page-home-free = Free to leave
page-home-free-text = Download everything we hold about you, or delete it, whenever you like. Nobody asks why.
page-home-hello = Hello, { $nickname }
page-home-next = Your next steps
page-home-next-lead = A few things that help others recognise you. All of them can wait.
page-home-progress = { $done } of { $all } done
page-home-step-done = done

step-email = Confirm your email address
step-username = Choose a nickname you like
step-picture = Add a picture
step-names = Tell us your name
step-bio = Write a few words about yourself
step-location = Say where you are
step-links = Link your LinkedIn or GitHub profile
step-professional = Ask for professional status

page-about-title = About
page-about-lead = { $site } gives its community one account for everything. Here is what that means for you.
page-about-public = What others see
page-about-public-text = Your nickname, your picture and what you write about yourself. Your first and last name only if you choose to show them. Your email address never.
page-about-kept = What is kept
page-about-kept-text = What you enter, the devices you are signed in on, and a record of important changes to your account, so that you and we can tell what happened. Passwords are kept only as a hash that nobody can turn back.
page-about-yours = What you can do
page-about-yours-text = Change anything, at any time. Download all of it in one file. Delete your account, and everything personal goes with it.
page-about-quiet = What does not happen
page-about-quiet-text = No advertising, no tracking by others, nothing loaded from elsewhere. Your data stays on this server.
page-about-more = For developers
page-about-more-text = Everything this site does is also available to programs, through a documented API.
page-about-more-link = Read the API documentation

page-register-title = Create your account
page-register-lead = It takes a minute. You only need an email address.
page-register-have = Already have an account?
page-register-closed = Registration is not open
page-register-closed-text = New members join by invitation here. If you have one, open the link in it. If you know someone who is a member, ask them.

page-login-title = Sign in
page-login-lead = Good to see you.
page-login-forgot = Forgot your password?
page-login-new = New here?

page-profile-title = Your profile
page-profile-lead = This is what identifies you. Your nickname and picture are public.
page-profile-since = Member since
page-profile-email-confirmed = confirmed
page-profile-email-unconfirmed = not confirmed
page-profile-pending = We sent a link to { $email }. Until you open it, your old address stays in force.
page-profile-public = See your public profile
page-profile-password = Your password
page-profile-password-text = Changing it signs you out everywhere else.
page-profile-remove-picture = Remove your picture?

page-details-title = Your details
page-details-lead = All of this is optional.
page-details-name = Your name
page-details-about = In your words
page-details-links = Elsewhere
page-details-settings = Settings
page-details-extra = More

page-sessions-title = Your sessions
page-sessions-lead = Where you are signed in. If you do not recognise one, end it and change your password.
page-sessions-this = This device
page-sessions-unknown = Unknown device
page-sessions-app = App
page-sessions-address = Address
page-sessions-since = Signed in
page-sessions-seen = Last seen
page-sessions-on = on
page-sessions-none = You are signed in nowhere else.
page-sessions-end = End this session? That device has to sign in again.
page-sessions-end-others = End all sessions but this one?

page-data-title = Your data
page-data-lead = It belongs to you. Take a copy, or take it all away.
page-data-download = Take a copy
page-data-download-text = Everything we hold about you in one zip file: your profile, pictures, sessions and history.
page-data-leave = Leave
page-data-leave-text = Your account closes at once. { $days ->
    [0] Your personal data is deleted right away; this cannot be undone.
    [one] You have { $days } day to change your mind: simply sign in again. After that your personal data is deleted.
   *[other] You have { $days } days to change your mind: simply sign in again. After that your personal data is deleted.
}
page-data-confirm = Delete your account?

page-logout-title = Log out
page-logout-question = Are you sure you want to logout?
page-logout-button = LogOut

page-password-change-title = Change your password
page-password-change-lead = You stay signed in here, and are signed out everywhere else.
page-password-change-done-title = Password changed
page-password-change-done-text = Congrats. Your password was changed.
page-password-change-done-link = Back to your profile

page-password-reset-title = Reset your password
page-password-reset-lead = Tell us your email address, and we send you a link to set a new password.
page-password-reset-back = Back to sign-in
page-password-reset-sent-title = Check your mail
page-password-reset-sent-text = If there is an account with this address, a link is on its way to it. It works for a short while only.
page-password-reset-sent-nothing = Nothing arrived? Look among unwanted mail, or ask again in a few minutes.
page-password-set-title = Set a new password
page-password-set-lead = All devices will be signed out, and you can sign in with the new password.

page-link-bad-title = This link no longer works
page-link-bad-reset = It has expired, was used already, or is not complete. You can have a new one sent to you.
page-link-bad-verification = It has expired, was used already, or is not complete. You can have a new one sent to you.
page-link-bad-session = It has expired or was used already. You can see and end your sessions in your account.
page-link-bad-new = Get a new link
page-link-bad-sessions = See your sessions

page-verify-email-title = Confirm your email address
page-verify-email-lead = One click, and your account is ready.
page-verify-email-resend-title = Send the link again
page-verify-email-resend-lead = Tell us your email address, and we send you a new link to confirm it.

page-user-since = Member since
page-user-edit = Edit your profile
page-user-own = This is how others see you.
page-user-links = Elsewhere
page-user-quiet = { $nickname } has not written anything about themselves yet.

page-setup-title = The first administrator
page-setup-lead = You are the first one here. This account may do everything, so give it a good password.

page-reauthenticate-title = Is it you?
page-reauthenticate-lead = What you are about to do matters. Please give your password once more.

page-session-end-title = Was this not you?
page-session-end-lead = Someone signed in to your account with this device. If it was not you, end the session and change your password.
page-session-ended-title = The session has ended
page-session-ended-text = That device is signed out. If you did not recognise it, change your password now.

page-unsubscribe-title = No more news by email?
page-unsubscribe-lead = We will still write to you about the security of your account.
page-unsubscribed-title = You are unsubscribed
page-unsubscribed-text = We will send you no more news. You can subscribe again in your details.

page-error-home = Go to the home page
page-error-back = If this keeps happening, tell us this number:

flash-invalid-credentials = Invalid credentials. Try again
flash-registered = Your account is made. We sent you a link to confirm your email address: check your mail.
flash-profile-updated = Profile updated successfully
flash-profile-error = Error while profile updating
flash-signed-out = You are logged out. See you soon.
flash-sessions-ended = All other sessions have ended.
flash-session-ended = The session has ended.
flash-password-set = Your new password is set. Sign in with it.
flash-picture-removed = Your picture is removed.
flash-email-change-pending = Saved. We sent a link to your new address; open it to finish the change.
flash-deletion-requested = Your account is closed. If you change your mind, sign in again before its data is deleted.
flash-deletion-withdrawn = Welcome back. Your account stays.
flash-verified = Your email address is confirmed.
