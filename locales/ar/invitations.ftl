# الدعوات: صفحات الأعضاء والمديرين، والأخطاء.

nav-invitations = الدعوات
admin-nav-invitations = الدعوات

invitation-SENT = أُرسلت
invitation-ACCEPTED = قُبلت
invitation-CONVERTED = انضمّ
invitation-EXPIRED = انتهت صلاحيتها
invitation-REVOKED = سُحبت
invitation-forgotten = لم يعد محفوظًا
invitation-sent-at = أُرسلت
invitation-expires-at = صالحة حتى
invitation-expired-at = انتهت
invitation-accepted-at = قُبلت
invitation-converted-at = تاريخ الانضمام
invitation-inviter = صاحب الدعوة
invitation-share = مشاركة الرابط والرمز
invitation-link = الرابط
invitation-copy = نسخ الرابط
invitation-copied = تم النسخ
invitation-qr = رمز QR للدعوة
invitation-download = تنزيل الرمز
invitation-resend = إعادة الإرسال
invitation-revoke = سحب الدعوة
invitation-revoke-question = أتريد سحب هذه الدعوة؟ لن يقود رابطها إلى أي مكان.

figure-invitations-sent = المرسلة
figure-invitations-accepted = المقبولة
figure-invitations-converted = المنضمّون
figure-invitations-expired = المنتهية
figure-invitations-revoked = المسحوبة

page-invite-title = دعوة أشخاص
page-invite-lead = كل من تدعوه يتلقى رسالة فيها رابط ورمز يُمسح بالهاتف، ولا يُذكر فيها عنك إلا اسمك المستعار.
page-invite-one = شخص واحد
page-invite-many = عدة أشخاص
page-invite-many-text = يمكن لصق أي نص: قائمة، أو مستلمي رسالة، أو صفوف جدول. ستظهر الأسماء التي فيه قبل إرسال أي شيء.
page-invite-button = إرسال الدعوة
page-invite-find = البحث عن العناوين
page-invite-chosen-title = المدعوون
page-invite-found = { $count ->
    [zero] لم يُعثر على أي عنوان.
    [one] عُثر على عنوان واحد.
    [two] عُثر على عنوانين.
    [few] عُثر على { $count } عناوين.
    [many] عُثر على { $count } عنوانًا.
   *[other] عُثر على { $count } عنوان.
}
page-invite-cut = { $count ->
    [zero] لم يُترك أي عنوان.
    [one] تُرك عنوان واحد آخر، ويمكن دعوته لاحقًا.
    [two] تُرك عنوانان آخران، ويمكن دعوتهما لاحقًا.
    [few] تُركت { $count } عناوين أخرى، ويمكن دعوتها لاحقًا.
    [many] تُرك { $count } عنوانًا آخر، ويمكن دعوتها لاحقًا.
   *[other] تُرك { $count } عنوان آخر، ويمكن دعوتها لاحقًا.
}
page-invite-send = إرسال الدعوات
page-invite-back = رجوع
page-invitations-title = دعواتك
page-invitations-lead = من دعوتهم، وما آلت إليه الدعوات.
page-invitations-new = دعوة أشخاص
page-invitations-none = لا توجد دعوات بعد.
page-register-invited = دعوة من { $inviter }.
page-register-shut-text = التسجيل هنا غير متاح لأحد حاليًا.

field-name = الاسم
field-message = الرسالة
field-addresses = نص فيه عناوين بريد إلكتروني
hint-message = بضع كلمات منك تظهر في الرسالة.
hint-addresses = مثلًا: Ana López <ana@example.org>, bo@example.org

admin-invitations-title = الدعوات
admin-invitations-lead = دعوات الجميع، الأحدث أولًا.
admin-invitations-none = لا توجد دعوات كهذه.
admin-invitations-total = { $count ->
    [zero] لا دعوات
    [one] دعوة واحدة
    [two] دعوتان
    [few] { $count } دعوات
    [many] { $count } دعوة
   *[other] { $count } دعوة
}
admin-invitation-edit = الاسم والرسالة
admin-invitation-delete = حذف الدعوة
admin-invitation-delete-text = تُحذف الدعوة ورمزها ولا تُحتسب بعد ذلك.
admin-invitation-delete-question = أتريد حذف هذه الدعوة؟

flash-invitation-sent = الدعوة في طريقها.
flash-invitations-sent = الدعوات في طريقها.
flash-invitation-resent = الدعوة في طريقها من جديد.
flash-invitation-revoked = سُحبت الدعوة.
flash-invitation-changed = عُدّلت الدعوة.
flash-invitation-deleted = حُذفت الدعوة.

error-invitation-not-found = لم يُعثر على الدعوة
error-invitation-gone = لم تعد هذه الدعوة صالحة.
error-invitation-closed = لم تعد هذه الدعوة مفتوحة.
title-invitation-not-found = غير موجود
title-invitation-gone = دعوة غير صالحة
title-invitation-closed = دعوة مغلقة

fault-invitation-repeated = هذا العنوان موجود في القائمة.
fault-invitation-invalid = هذه الدعوة غير معروفة أو مستعملة أو لم تعد صالحة.
fault-invitation-no-address = لا يوجد عنوان بريد إلكتروني في هذا النص.
fault-invitation-status = لا يمكن هنا إلا “REVOKED”.
fault-invitation-status-unknown = القيم الممكنة: “SENT” أو “ACCEPTED” أو “CONVERTED” أو “EXPIRED” أو “REVOKED”.

action-invitation-created = دعوة شخص
action-invitation-updated = تعديل دعوة
action-invitation-resent = إعادة إرسال دعوة
action-invitation-accepted = قبول دعوة
action-invitation-converted = انضمام مدعو
action-invitation-revoked = سحب دعوة
action-invitation-deleted = حذف دعوة
