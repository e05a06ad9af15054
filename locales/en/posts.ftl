# Posts: their pages, forms, faults and entries in the audit log.

nav-write = Write
page-home-newest = Newest posts
page-home-posts = Posts
page-home-found = Posts that were found
page-home-hidden-posts = Hidden posts
page-home-search = Search posts
page-home-nothing-found = No posts were found.
page-home-no-posts = Nobody has written anything yet.
page-home-first-post = Write the first post
page-user-posts = Posts
page-user-states = Which posts
page-user-published = Published
page-user-drafts = Drafts
page-user-hidden = Hidden
page-user-no-posts = There are no posts here.
page-post-new = New post
page-post-edit-title = Edit the post
page-post-nobody = a former member
page-post-draft = Draft
page-post-hidden = Hidden
page-post-draft-note = This is a draft. Only you can see it.
page-post-hidden-note = A manager hid this post. Only its author and managers can see it.
page-post-published = Published
page-post-changed = changed
page-post-edit = Edit
page-post-save = Save
page-post-publish = Publish
page-post-save-draft = Save as a draft
page-post-to-draft = Make it a draft again
page-post-preview = Preview
page-post-preview-title = How it will look
page-post-delete = Delete
page-post-delete-question = Delete this post for good?
page-post-hide = Hide this post
page-post-hide-now = Hide it and tell the author
page-post-show = Show it again

field-title = Title
field-body = Text
hint-body = Markdown: **bold**, *italic*, # heading, - list, > quote, [words](https://example.org). Pictures become links.
hint-reason = The author is told.

flash-post-published = Your post is published.
flash-post-draft-saved = Your draft is saved.
flash-post-saved = Your changes are saved.
flash-post-deleted = The post was deleted.
flash-post-hidden = The post is hidden, and its author is told.
flash-post-shown = The post can be seen again.

error-post-not-found = Post not found
title-post-not-found = Not found
fault-post-status-unknown = Choose PUBLISHED or DRAFT, or leave the status out.
fault-post-is-hidden = A manager hid this post; only a manager can show it again.

action-post-created = Post written
action-post-updated = Post changed
action-post-deleted = Post deleted
action-post-hidden = Post hidden
action-post-shown = Post shown again
