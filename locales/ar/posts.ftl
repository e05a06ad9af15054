# المنشورات: الصفحات والنماذج والأخطاء وقيود السجل.

nav-write = كتابة
page-home-newest = أحدث المنشورات
page-home-posts = المنشورات
page-home-found = المنشورات التي عُثر عليها
page-home-hidden-posts = المنشورات المخفية
page-home-search = البحث في المنشورات
page-home-nothing-found = لم يُعثر على أي منشور.
page-home-no-posts = لم يُكتب أي شيء بعد.
page-home-first-post = كتابة أول منشور
page-user-posts = المنشورات
page-user-states = اختيار المنشورات
page-user-published = المنشورة
page-user-drafts = المسودات
page-user-hidden = المخفية
page-user-no-posts = لا توجد منشورات هنا.
page-post-new = منشور جديد
page-post-edit-title = تعديل المنشور
page-post-nobody = عضو سابق
page-post-draft = مسودة
page-post-hidden = مخفي
page-post-draft-note = هذه مسودة لا يراها غير كاتبها.
page-post-hidden-note = أخفت الإدارة هذا المنشور، ولا يراه إلا كاتبه والإدارة.
page-post-published = تاريخ النشر
page-post-changed = آخر تعديل
page-post-edit = تعديل
page-post-save = حفظ
page-post-publish = نشر
page-post-save-draft = حفظ كمسودة
page-post-to-draft = إعادته إلى المسودات
page-post-preview = معاينة
page-post-preview-title = هكذا سيظهر
page-post-delete = حذف
page-post-delete-question = هل يُحذف هذا المنشور نهائيًا؟
page-post-hide = إخفاء هذا المنشور
page-post-hide-now = إخفاؤه وإبلاغ كاتبه
page-post-show = إظهاره من جديد

field-title = العنوان
field-body = النص
hint-body = بصيغة Markdown: **غامق** و*مائل* و# عنوان و- قائمة و> اقتباس و[كلمات](https://example.org). الصور تتحول إلى روابط.
hint-reason = يُبلَّغ به الكاتب.

flash-post-published = نُشر المنشور.
flash-post-draft-saved = حُفظت المسودة.
flash-post-saved = حُفظت التغييرات.
flash-post-deleted = حُذف المنشور.
flash-post-hidden = أُخفي المنشور وأُبلغ كاتبه.
flash-post-shown = صار المنشور ظاهرًا من جديد.

error-post-not-found = المنشور غير موجود
title-post-not-found = غير موجود
fault-post-status-unknown = القيم الممكنة هي PUBLISHED أو DRAFT، ويمكن ترك الحالة فارغة.
fault-post-is-hidden = أخفت الإدارة هذا المنشور، ولا يمكن لغيرها إظهاره من جديد.

action-post-created = كُتب منشور
action-post-updated = عُدّل منشور
action-post-deleted = حُذف منشور
action-post-hidden = أُخفي منشور
action-post-shown = أُظهر منشور من جديد
