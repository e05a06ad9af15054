# الفعاليات: كلماتها في الصفحات والأخطاء وسجل التدقيق.

error-event-not-found = الفعالية غير موجودة
error-registration-not-found = التسجيل غير موجود
error-already-signed-up = سبق أن سجّلت في هذه الفعالية.
error-event-past = انتهت هذه الفعالية.
error-event-is-cancelled = أُلغيت هذه الفعالية.
error-event-not-published = لم تُنشر هذه الفعالية بعد.
title-event-not-found = غير موجود
title-registration-not-found = غير موجود
title-already-signed-up = مسجّل من قبل
title-event-past = انتهت الفعالية
title-event-is-cancelled = أُلغيت الفعالية
title-event-not-published = غير منشورة

fault-time-skipped = تتخطى الساعات هذه الساعة في ذلك اليوم. يرجى اختيار ساعة أخرى.
fault-ends-before-start = يجب أن تكون النهاية بعد البداية.
fault-place-needed = يرجى ذكر المكان أو عنوان ويب.
fault-tag-invalid = { $max ->
    [zero] يتكون الوسم من 1 إلى { $max } حرف دون فواصل.
    [one] يتكون الوسم من 1 إلى { $max } حرف دون فواصل.
    [two] يتكون الوسم من 1 إلى { $max } حرفين دون فواصل.
    [few] يتكون الوسم من 1 إلى { $max } أحرف دون فواصل.
    [many] يتكون الوسم من 1 إلى { $max } حرفًا دون فواصل.
   *[other] يتكون الوسم من 1 إلى { $max } حرف دون فواصل.
}
fault-capacity-below-registered = { $count ->
    [zero] لم يُشغل أي مقعد بعد.
    [one] شُغل مقعد واحد بالفعل.
    [two] شُغل مقعدان بالفعل.
    [few] شُغلت { $count } مقاعد بالفعل.
    [many] شُغل { $count } مقعدًا بالفعل.
   *[other] شُغل { $count } مقعد بالفعل.
}
fault-event-status-unknown = يجب أن تكون القيمة «DRAFT» أو «PUBLISHED» أو «CANCELLED» أو «PAST».

event-status-DRAFT = مسودة
event-status-PUBLISHED = منشورة
event-status-CANCELLED = ملغاة
event-status-PAST = انتهت
registration-REGISTERED = لديه مقعد
registration-WAITLISTED = في الانتظار
event-full = اكتمل العدد

nav-events = الفعاليات
nav-my-events = فعالياتك
admin-nav-events = الفعاليات

field-description = الوصف
field-starts-at = البداية
field-ends-at = النهاية
field-url = عنوان الويب
field-capacity = المقاعد
field-category = الفئة
field-tags = الوسوم
hint-description = Markdown: **عريض** و*مائل* وقوائم وروابط.
hint-time-zone = المواعيد أعلاه بتوقيت هذه المنطقة.
hint-url = لفعالية عبر الإنترنت، أو لمزيد من المعلومات عنها.
hint-capacity = يُترك فارغًا إن لم يكن هناك حد.
hint-tags = مفصولة بفواصل، 10 على الأكثر.
button-sign-up = التسجيل
button-wait = الانضمام إلى قائمة الانتظار
button-withdraw = إلغاء التسجيل
button-renew-address = تجديد العنوان

filter-category = الفئة
filter-tag = الوسم
filter-starts-from = من
filter-starts-to = قبل

page-events-title = الفعاليات
page-events-lead = ما هو قادم، وما يمكنك المشاركة فيه.
page-events-new = فعالية جديدة
page-events-search = البحث في الفعاليات
page-events-view = العرض
page-events-list = قائمة
page-events-month = شهر
page-events-month-before = الشهر السابق
page-events-month-after = الشهر التالي
page-events-month-now = هذا الشهر
page-events-month-none = لا شيء مقرر لهذا الشهر.
page-events-month-more = فعاليات هذا الشهر أكثر مما تتسع له هذه الصفحة. القائمة تضمها كلها.
page-events-none = لم يُعثر على فعاليات.
page-events-coming = القادمة
page-events-categories = الفئات
page-events-tags = الوسوم

page-event-when = الموعد
page-event-yours = بتوقيتك
page-event-where = المكان
page-event-online = عبر الإنترنت
page-event-places = المقاعد
page-event-taken = شُغل { $registered } من { $capacity }
page-event-registered = { $count ->
    [zero] لم يسجل أحد
    [one] سجّل شخص واحد
    [two] سجّل شخصان
    [few] سجّل { $count } أشخاص
    [many] سجّل { $count } شخصًا
   *[other] سجّل { $count } شخص
}
page-event-waiting = { $count ->
    [zero] لا أحد في قائمة الانتظار
    [one] شخص واحد في قائمة الانتظار
    [two] شخصان في قائمة الانتظار
    [few] { $count } أشخاص في قائمة الانتظار
    [many] { $count } شخصًا في قائمة الانتظار
   *[other] { $count } شخص في قائمة الانتظار
}
page-event-by = التنظيم
page-event-category = الفئة
page-event-tags = الوسوم
page-event-calendar = إضافة إلى تقويمك
page-event-registered-you = لديك مقعد.
page-event-waitlisted-you = ترتيبك في قائمة الانتظار { $position }.
page-event-sign-in = تسجيل الدخول للمشاركة
page-event-withdraw-sure = هل تريد إلغاء التسجيل؟ سينتقل مقعدك إلى التالي في القائمة.
page-event-is-draft = هذه مسودة. لا يراها إلا من أعدّها والمديرون، وينشرها أحد المديرين.
page-event-is-cancelled = أُلغيت هذه الفعالية.
page-event-is-past = انتهت هذه الفعالية.
page-event-organise = التنظيم
page-event-edit = تعديل
page-event-publish = نشر
page-event-cancel = إلغاء الفعالية
page-event-delete = حذف
page-event-cancel-sure = هل تريد إلغاء هذه الفعالية؟ سيُبلَّغ جميع المسجلين.
page-event-attendees = المسجلون
page-event-new-title = فعالية جديدة
page-event-new-lead = تبدأ كمسودة، ثم يراجعها أحد المديرين وينشرها.
page-event-edit-title = تعديل الفعالية
page-event-delete-title = هل تريد حذف هذه الفعالية؟
page-event-delete-text = ستُحذف نهائيًا، وسيُبلَّغ المسجلون فيها بأنها أُلغيت.

page-attendees-title = المسجلون
page-attendees-none = لم يسجل أحد بعد.
page-attendees-csv = تنزيل بصيغة CSV
page-attendees-position = الترتيب في القائمة
page-attendees-at = وقت التسجيل

page-my-events-title = فعالياتك
page-my-events-lead = ما سجّلت فيه، وما تنظمه.
page-my-events-attending = سجّلت في
page-my-events-made = تنظّم
page-my-events-none = لا شيء هنا بعد.
page-my-events-calendar = في تقويمك الخاص
page-my-events-calendar-text = عند اشتراك تقويمك في هذا العنوان يظهر فيه كل ما تسجل فيه. كل من يعرف العنوان يستطيع قراءته، فيرجى إبقاؤه سرًا.
page-my-events-address = العنوان السري
page-my-events-renew-sure = هل تريد تجديد العنوان؟ سيتوقف العنوان الحالي عن العمل.

page-home-events = قريبًا
page-home-events-all = كل الفعاليات
page-user-events = الفعاليات

flash-event-drafted = حُفظت مسودتك، وسينشرها أحد المديرين.
flash-event-saved = حُفظت الفعالية.
flash-event-published = نُشرت الفعالية.
flash-event-cancelled = أُلغيت الفعالية، وأُبلغ جميع المسجلين.
flash-event-deleted = حُذفت الفعالية.
flash-event-signed-up = لديك مقعد. نراك هناك!
flash-event-waitlisted = اكتمل العدد. أنت في قائمة الانتظار.
flash-event-withdrawn = أُلغي تسجيلك.
flash-calendar-renewed = لتقويمك عنوان جديد، ولم يعد السابق يعمل.

admin-events-title = الفعاليات
admin-events-lead = المسودات التي تنتظر النشر، وكل ما عداها.
admin-events-none = لا شيء في الانتظار.
admin-figure-drafts = مسودات الفعاليات
admin-want-drafts = { $count ->
    [zero] لا مسودات تنتظر النشر.
    [one] مسودة فعالية واحدة تنتظر النشر.
    [two] مسودتا فعاليتين تنتظران النشر.
    [few] { $count } مسودات فعاليات تنتظر النشر.
    [many] { $count } مسودة فعالية تنتظر النشر.
   *[other] { $count } مسودة فعالية تنتظر النشر.
}

action-event-created = إعداد فعالية
action-event-updated = تغيير فعالية
action-event-published = نشر فعالية
action-event-cancelled = إلغاء فعالية
action-event-deleted = حذف فعالية
action-event-registered = التسجيل في فعالية
action-event-waitlisted = الانضمام إلى قائمة انتظار
action-event-promoted = الحصول على مقعد من قائمة الانتظار
action-event-withdrawn = إلغاء التسجيل في فعالية
action-event-reminded = إرسال تذكيرات بفعالية
action-calendar-renewed = تجديد عنوان التقويم

time-month-short = { $month ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
}
time-weekday = { $day ->
    [1] إثنين
    [2] ثلاثاء
    [3] أربعاء
    [4] خميس
    [5] جمعة
    [6] سبت
   *[7] أحد
}
