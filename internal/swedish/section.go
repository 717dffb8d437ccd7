package swedish

import (
	"strconv"
	"strings"
)

// Sections writes the §§ of a protocol, agreement or by-law: § 10, §§ 57, 60,
// §§ 55–65. The numbers are text (17 A, 4 ½) and come in the order of the
// paper; whole numbers that follow each other become a range, and a repeated
// number is written once. No number gives "".
func Sections(nos []string) string {
	var parts []string
	var from, to string
	flush := func() {
		switch {
		case from == "":
		case from == to:
			parts = append(parts, strings.ReplaceAll(from, " ", nbsp))
		default:
			parts = append(parts, from+"–"+to)
		}
	}
	for _, no := range nos {
		no = strings.TrimLeft(strings.TrimSpace(no), "§ "+nbsp)
		switch {
		case no == to || no == "":
		case from != "" && follows(to, no):
			to = no
		default:
			flush()
			from, to = no, no
		}
	}
	flush()
	switch {
	case len(parts) == 0:
		return ""
	case len(parts) == 1 && from == to:
		return "§" + nbsp + parts[0]
	}
	return "§§" + nbsp + strings.Join(parts, ", ")
}

func follows(a, b string) bool {
	m, errA := strconv.Atoi(a)
	n, errB := strconv.Atoi(b)
	return errA == nil && errB == nil && n == m+1
}

// LawSections writes the §§ of a statute, where the sign comes last: 5 §,
// 3, 4 och 7 §§. A range is one number, 63–65. No number gives "".
func LawSections(nos []string) string {
	var bound []string
	sign := "§"
	for i, no := range nos {
		if i > 0 || strings.Contains(no, "–") {
			sign = "§§"
		}
		bound = append(bound, strings.ReplaceAll(no, " ", nbsp))
	}
	if bound == nil {
		return ""
	}
	return And(bound) + nbsp + sign
}
