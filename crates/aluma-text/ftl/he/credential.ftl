# מה נאמר בתעודה שמישהו מציג במקום אחר.

credential-tier = { $tier } של { $community }
credential-skill = { $skill } ב{ $community } ({ $tier })
credential-tier-member = חבר או חברה
credential-tier-contributor = תורם או תורמת
credential-tier-core = חבר או חברת ליבה
credential-tier-steward = רכז או רכזת
credential-description = זו הדרגה של { $who } ב{ $community }, נכון לבלוק { $height } של הפנקס.
credential-criteria = עבודה ותרומות שהתקבלו ונשפטו בידי צוותים של חברות וחברים שהוגרלו. הנקודות אינן עוברות ממקום למקום; הדרגה עוברת, ל־90 יום.
credential-mastery = { $skill }: { $tier } ({ $community })
credential-level-knows = יודעים
credential-level-can-do = מסוגלים
credential-level-retained = מחזיקים במיומנות
credential-mastery-description = המיומנות { $skill } של { $who } נלמדה בקורס של { $community }, נכון לבלוק { $height } של הפנקס: { $tier }.
credential-mastery-criteria = מה שהוגרל נעשה במקום שהפנקס עצמו רואה; מ„מסוגלים” ואילך, עמיתים קיבלו דבר שנעשה. „מחזיקים במיומנות” עומד אחרי בדיקות ביום 7, 30 ו־90. בתוקף עד הבדיקה הבאה.
credential-evidence = שורה בפנקס שעליה הדבר נשען
