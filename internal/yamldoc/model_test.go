package yamldoc

import (
	"kansli/internal/civil"
	"kansli/internal/namnd"
)

// The types of the golden files. They are like those of namnd, but stay as they
// are when those grow.
type (
	matter struct {
		Board      board          `sv:"nämnd,required" help:"Nämndens id."`
		Dnr        []string       `sv:"dnr,required" help:"Diarienummer, ett eller flera."`
		Title      string         `sv:"rubrik,required" help:"Ärendets rubrik."`
		Date       civil.Date     `sv:"datum,required" help:"Datum."`
		Status     namnd.Status   `sv:"status" help:"utkast eller klar."`
		Handlers   []namnd.Person `sv:"handläggare,required" help:"En eller flera handläggare."`
		Units      []string       `sv:"enheter"`
		Deadlines  []deadline     `sv:"frister" help:"Sista dagar."`
		Grants     []grant        `sv:"belopp"`
		Facts      []namnd.Fact   `sv:"uppgifter"`
		Proposal   []point        `sv:"förslag" help:"Beslutspunkter."`
		Immediate  bool           `sv:"omedelbar_justering" help:"ja eller nej."`
		Sections   []section      `sv:"avsnitt"`
		Recipients []string       `sv:"protokollsutdrag_till"`
		Note       *one           `sv:"anteckning"`
	}
	board struct {
		ID   string `sv:"id,key,short"`
		Name string `sv:"namn"`
	}
	deadline struct {
		Name    string     `sv:"namn,key"`
		Date    civil.Date `sv:"datum,required,short" help:"Sista dagen."`
		Purpose string     `sv:"avser"`
	}
	grant struct {
		Recipient string `sv:"mottagare,required" help:"Vem som får pengarna."`
		Sum       int    `sv:"föreslaget,required" help:"Belopp i kronor."`
	}
	point struct {
		Text   namnd.Markdown `sv:"text,required,short" help:"Punktens text."`
		Points []point        `sv:"underpunkter"`
	}
	section struct {
		Heading string         `sv:"rubrik,key"`
		Text    namnd.Markdown `sv:"text,short"`
	}
	meeting struct {
		Time    hours        `sv:"tid"`
		Present []attendance `sv:"närvarande"`
		Clerk   namnd.Person `sv:"sekreterare,required" help:"Den som förde protokollet."`
		Items   []item       `sv:"paragrafer,required" help:"Paragraferna i ordning."`
	}
	hours struct {
		Start  civil.Clock  `sv:"start,required"`
		Breaks []civil.Span `sv:"ajourneringar"`
	}
	attendance struct {
		Name     string           `sv:"namn,required,short" help:"Hela namnet."`
		Role     namnd.Role       `sv:"uppdrag"`
		Sections namnd.SectionSet `sv:"paragrafer"`
	}
	item struct {
		No       string  `sv:"nr,required" help:"Paragrafens nummer."`
		Decision []point `sv:"beslut,required" help:"enligt förslaget, eller egna punkter."`
	}
)
