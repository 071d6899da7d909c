# מה נאמר בתעודה שמישהו מציג במקום אחר.

credential-tier = { $tier } של { $community }
credential-skill = { $skill } ב{ $community } ({ $tier })
credential-tier-member = חבר או חברה
credential-tier-contributor = תורם או תורמת
credential-tier-core = חבר או חברת ליבה
credential-tier-steward = רכז או רכזת
credential-description = זו הדרגה של { $who } ב{ $community }, נכון לבלוק { $height } של הפנקס.
credential-criteria = עבודה ותרומות שהתקבלו ונשפטו בידי צוותים של חברות וחברים שהוגרלו. הנקודות אינן עוברות ממקום למקום; הדרגה עוברת, ל־90 יום.
credential-evidence = שורה בפנקס שעליה הדבר נשען
