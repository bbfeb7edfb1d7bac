package form_test
import ("testing";"os";"math/rand/v2";"github.com/cosakit/cosa/cosa/form";"github.com/cosakit/cosa/cosa";"strings";"fmt")
func TestDbg(t *testing.T){
 s:=sheet(randomSheet(rand.New(rand.NewPCG(11, 1))))
 form.WriteYAML(os.Stdout,s)
 s=sheet(randomSheet(rand.New(rand.NewPCG(12, 1))))
 form.WriteJSON(os.Stdout,s)
 b:=cosa.NewBuilder()
 fmt.Println(form.ReadYAML(b,"x.yaml",strings.NewReader(os.Getenv("Y")),form.Limits{}))
 s=b.Submission()
 for _,f:=range s.Findings(){fmt.Printf("%s %s %s | %s | %s | %s\n",f.Position,f.Position.Path,f.Rule,f.Message,f.Hint,f.Profile)}
 for e:=range s.Entries(){for i:=range cosa.SettingCount{ if e.Has(cosa.Setting(i))||i<4 {p:=e.Position(cosa.Setting(i));fmt.Println(e.Row(),cosa.Setting(i),e.Value(cosa.Setting(i)).Raw,p,p.Path)}}}
}
