//! What follows a number: the currency, or the unit as UCUM writes it.

use super::Decimal;
use super::item::Item;
use super::sum::Reader;
use super::words::Class;

impl Reader<'_, '_> {
    /// "dollars", "Kenyan shillings", "US cents", "KES"
    pub(super) fn currency(&self, at: usize) -> Option<(usize, Option<&'static str>, usize)> {
        let item = self.item(at)?;
        // "Australian dollars", "Hong Kong dollars"
        let (of, word) = if item.is(Class::OF) && !item.is(Class::MONEY) {
            let next = (at + 1..at + 3).find(|&next| self.is(next, Class::MONEY))?;
            (Some(item.value(Class::OF)), next)
        } else if item.reads("New") && self.reads(at + 1, "Zealand|Taiwan") {
            (self.item(at + 1).map(|item| item.value(Class::OF)).filter(|code| !code.is_empty()), at + 2)
        } else {
            (None, at)
        };
        let money = self.item(word)?;
        if money.is(Class::CODE) && of.is_none() {
            return Some((word + 1, Some(money.value(Class::CODE)), 0));
        }
        money.is(Class::MONEY).then_some(())?;
        // "5 real problems", "3 won", "a mark": only the plural, or a sum before
        if money.reads("real|won|sol|mark|crown|sterling|colon|som|quid")
            && of.is_none()
            && self.item(word + 1).is_some_and(Item::is_lower)
            && !money.reads("sterling|quid")
        {
            return None;
        }
        // "5 pounds of rice"
        if money.reads("pound|pounds")
            && of.is_none()
            && (self.reads(word + 1, "of")
                || (self.reads(word + 1, "heavier|lighter|overweight") || self.before_weighs(at))
                // "a 200-pound man"
                || (money.reads("pound") && self.before(at, "-") && !self.reads(word + 1, "fine|note|deal|sterling|bill|coin")))
        {
            return None;
        }
        let value = money.value(Class::MONEY);
        let (code, down) = value.split_once(' ').unwrap_or((value, ""));
        let code = of.unwrap_or(code);
        let to = word + 1 + usize::from(self.reads(word + 1, "sterling"));
        Some((to, Some(code).filter(|code| !code.is_empty()), down.parse().unwrap_or(0)))
    }

    pub(super) fn before_weighs(&self, at: usize) -> bool {
        (1..5).any(|back| {
            at.checked_sub(back)
                .is_some_and(|at| self.reads(at, "weigh|weighs|weighed|weighing|weight|lost|gained"))
        })
    }

    /// The unit after a number, as UCUM writes it.
    pub(super) fn unit(&self, at: usize) -> Option<(usize, String)> {
        let item = self.item(at)?;
        if item.text == "°" {
            let unit = match self.item(at + 1).filter(|next| next.glued || next.text.len() == 1)?.text {
                "C" | "C." => "Cel",
                "F" | "F." => "[degF]",
                _ if self.reads(at + 1, "celsius|centigrade") => "Cel",
                _ if self.reads(at + 1, "fahrenheit") => "[degF]",
                _ => return Some((at + 1, "deg".to_owned())),
            };
            return Some((at + 2, unit.to_owned()));
        }
        // "square metres", "cubic feet"
        if item.is(Class::POWER) {
            let power = item.value(Class::POWER);
            let next = at + 1 + usize::from(self.reads(at + 1, "-"));
            let base = super::words::unit(self.item(next)?.text).value(Class::MEASURE);
            let known = matches!(base, "km" | "m" | "cm" | "mm" | "[mi_i]" | "[yd_i]" | "[ft_i]" | "[in_i]");
            let area = power == "2";
            let unit = match base.strip_prefix('[') {
                Some("mi_i]") if area => "[smi_us]".to_owned(),
                Some(rest) => format!("[{}{rest}", if area { 's' } else { 'c' }),
                None => format!("{base}{power}"),
            };
            return known.then_some((next + 1, unit));
        }
        item.is(Class::MEASURE).then_some(())?;
        let listed = item.value(Class::MEASURE);
        let unit =
            if listed.is_empty() { super::words::unit(item.text).value(Class::MEASURE) } else { listed };
        // "5 c" and "3 m" in small print, "10 stone walls"
        if matches!(item.text, "stone" | "bar" | "foot" | "yard" | "knot" | "tesla" | "degree" | "v" | "g")
            && !item.glued
            && self.item(at + 1).is_some_and(|next| next.is_lower() && !next.reads("and|of|in|by|from|to"))
            && !self.before(at, "-")
            && unit != "deg"
        {
            return None;
        }
        if unit == "light" {
            return self
                .reads(at + 1 + usize::from(self.reads(at + 1, "-")), "year|years")
                .then(|| (at + 2 + usize::from(self.reads(at + 1, "-")), "[ly]".to_owned()));
        }
        if unit == "deg" {
            let unit = match self.item(at + 1) {
                Some(next) if next.reads("celsius|centigrade|C") => "Cel",
                Some(next) if next.reads("fahrenheit|F") => "[degF]",
                _ => return Some((at + 1, "deg".to_owned())),
            };
            return Some((at + 2, unit.to_owned()));
        }
        if unit == "[nmi_i]" {
            return self.reads(at + 1, "mile|miles").then(|| (at + 2, unit.to_owned()));
        }
        // "kilometres per hour", "miles an hour", "m/s"
        if self.reads(at + 1, "per|an|a|/") {
            let per = match self.item(at + 2) {
                Some(next) if next.reads("hour|h|hr") => Some("h"),
                Some(next) if next.reads("second|s|sec") => Some("s"),
                Some(next) if next.reads("day") && unit.starts_with("[bbl") => Some("d"),
                Some(next) if next.reads("litre|liter|l") => Some("L"),
                _ => None,
            };
            if let Some(per) = per {
                // OntoNotes leaves "a day" out of "barrels a day"
                let to = if per == "d" && self.reads(at + 1, "a") { at + 1 } else { at + 3 };
                return Some((to, format!("{unit}/{per}")));
            }
        }
        let to = at + 1;
        // "km²"
        if self.reads(to, "²|³") {
            let power = if self.reads(to, "²") { "2" } else { "3" };
            return Some((to + 1, format!("{unit}{power}")));
        }
        Some((to, unit.to_owned()))
    }

    /// "5 ft 7 in" as 67 inches
    pub(super) fn compound(
        &self,
        number: &Decimal,
        unit: &str,
        at: usize,
    ) -> Option<(Decimal, &'static str, usize)> {
        let glued = self.reads(at, "-") && self.item(at).is_some_and(|item| item.glued);
        let at = at + usize::from(self.reads(at, ",|and|-"));
        let second =
            self.item(at).filter(|item| item.is(Class::NUMBER) && !item.number.vague)?.number.int()?;
        // "6-foot-2"
        if unit == "[ft_i]" && glued && (0..12).contains(&second) {
            let inches = number.as_str().parse::<i64>().ok()?.checked_mul(12)?.checked_add(second)?;
            return Some((Decimal::from(u64::try_from(inches).ok()?), "[in_i]", at + 1));
        }
        let word = self.item(at + 1)?;
        let (small, many) = match (unit, word.value(Class::MEASURE)) {
            ("[ft_i]", "[in_i]") => ("[in_i]", 12),
            ("[ft_i]", _) if word.text == "in" || word.text == "in." => ("[in_i]", 12),
            ("[lb_av]", "[oz_av]") => ("[oz_av]", 16),
            ("[stone_av]", "[lb_av]") => ("[lb_av]", 14),
            ("m", "cm") => ("cm", 100),
            ("kg", "g") => ("g", 1000),
            ("km", "m") => ("m", 1000),
            _ => return None,
        };
        let first: i64 = number.as_str().parse().ok()?;
        let sum = first.checked_mul(many)?.checked_add(second)?;
        Some((Decimal::from(u64::try_from(sum).ok()?), small, at + 2))
    }
}
