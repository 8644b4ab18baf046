using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Cards;
using HuddleBot.Cards.Templating;
using HuddleBot.Core.Identity;
using HuddleBot.Tests.Node;

namespace HuddleBot.Tests.Cards;

/// <summary>The expander against the official one, case by case. What ours does not do, it refuses at the start; what both do comes out the same.</summary>
public sealed class OfficialTemplatingTests
{
    private const string Data = """
        {
          "n": 3, "f": 1.5, "big": 1e21, "large": 123456789012345680, "small": 0.000001, "tiny": 1.5e-7, "neg": -2.25, "zero": 0,
          "s": "x", "empty": "", "t": true, "no": false, "nul": null, "sentence": "It's \"fine\" \\ ${s} `tick` {x} $n",
          "unicode": "e\u0301 \ud83d\ude00 \u05e9\u05dc\u05d5\u05dd \u2028 <b>&", "list": [1, 2, 3], "texts": ["p", "q", "r"], "one": ["only"], "none": [],
          "o": { "a": { "b": "deep" }, "k y": 5, "list": [{ "n": "inner" }] }, "blank": {},
          "items": [{ "n": "a", "k": [1, 2], "on": true }, { "n": "b", "k": [], "on": false }, { "n": "c", "k": [3], "on": true, "extra": "${n}" }],
          "nested": [[1, 2], [3]], "mixed": ["a", 1, true], "nulls": [1, null, 2]
        }
        """;

    /// <summary>One string each.</summary>
    public static readonly string[] Strings =
    [
        "", "plain", "$n", "{n}", "${n}", "${ n }", " ${n}", "${n} ", "${n}${n}", "n is ${n}.", "${s} and ${s}", "${f}", "x${f}", "x${big}", "x${large}", "x${small}", "x${tiny}", "x${neg}",
        "x${zero}", "x${t}", "x${no}", "${big}", "${nul}", "${missing}", "a ${missing} b", "${o.missing}", "${o.missing.x} y", "${$root.missing} y", "${sentence}", "a${sentence}b", "${unicode}",
        "x ${unicode}", "${empty}", "x${empty}", "${list}", "${o}", "${o.a}", "${o.a.b}", "${o['k y']}", "${o.list[0].n}", "${list[1]}", "x${list[2]}", "${list[n-1]}", "${list[9]}",
        "${items[0].n}", "${nested[0][1]}", "${$data.n}", "${$root.n}", "${$index}", "${$host.word}", "${$host.group.word}", "${$host.missing}", "line\n${s}", "quote \" ${s}", "tab\t${s}",
        "${'text'} ".Replace("${'text'} ", "${concat('it', 's')}", StringComparison.Ordinal), "${concat(s, '-', n, t)}", "${concat('a ', s)}", "${concat(\"it's\", s)}",
        "${exists(nul)}", "${exists(missing)}", "${exists(empty)}", "${exists(zero)}", "${exists(o.a.b)}", "${exists(o.a.c)}", "${empty(empty)}", "${empty(s)}", "${empty(nul)}", "${empty(missing)}",
        "${empty(none)}", "${empty(list)}", "${empty(blank)}", "${empty(o)}", "${empty(zero)}", "${not(t)}", "${!t}", "${!nul}", "${!missing}", "${!zero}", "${!empty}", "${not(exists(missing))}",
        "${and(t, no)}", "${and(t, s)}", "${and(t, t, t)}", "${or(no, nul)}", "${or(no, s)}", "${or(nul, no)}", "${and(t, nul)}", "${and(nul, t)}", "${t && no}", "${t && s}", "${no || s}", "${no || nul}", "${t && no || t}", "${t || no && no}",
        "${if(t, 1, 2)}", "${if(zero, 1, 2)}", "${if(empty, 1, 2)}", "${if(nul, 1, 2)}", "${if(missing, 1, 2)}", "${if(exists(missing), missing, 'none')}", "x${if(no, 'a', 'b')}", "${if(t, s, null)}",
        "${if(no, s, null)}", "${if(n > 2, list, s)}", "${equals(s, 'x')}", "${equals(n, 3.0)}", "${equals(list, list)}", "${equals(o, list)}", "${s == 'x'}", "${s != 'x'}", "${n == 3}", "${n == '3'}",
        "${n == nul}", "${nul == null}", "${missing == null}", "${t == true}", "${n > 2}", "${n >= 3}", "${n < 3}", "${n <= 3}", "${s < 'y'}", "${'B' < 'a'}", "${'a' < 'B'}", "${n > 2 && n < 4}", "${n > 2 == t}",
        "${!t == no}", "${(n > 2) == t}", "${n + 1}", "${n - 1}", "${n * 2}", "${n + 1 * 2}", "${(n + 1) * 2}", "${n - 1 - 1}", "${-n}", "${-n + 1}", "${0.1 + 0.2}", "x${0.1 + 0.2}", "${f * 2}", "x${f * 2}", "${s + s}",
        "${s + 1}", "${1 + s}", "${length(s)}", "${length(unicode)}", "${length(empty)}", "${count(list)}", "${count(none)}", "${count(sentence)}", "${count(o)}", "${count(list) > 2}", "${join(texts, ', ')}",
        "${join(texts, ', ', ' and ')}", "${join(one, ', ', ' and ')}", "${join(none, ', ')}", "${join(mixed, '|')}", "${join(list, '')}", "${formatNumber(f, 2)}", "${formatNumber(1234567.891, 2)}",
        "${formatNumber(n, 0)}", "${formatNumber(neg, 1)}", "${formatNumber(0.125, 2)}", "${formatNumber(0.5, 0)}", "${formatNumber(1.005, 2)}", "${formatNumber(-0.001, 2)}", "${formatNumber(-1234.5, 0)}", "${formatNumber(999999.995, 2)}", "${formatNumber(2.5, 0)}", "${string(n)}", "${string(f)}", "${string(s)}", "${string(t)}",
        "${string(nul)}", "${string(list)}", "${string(o)}", "${concat(string(n), '%')}",
    ];

    /// <summary>Whole elements.</summary>
    public static readonly string[] Elements =
    [
        """{ "a": [{ "$data": "${items}", "x": "${n} ${$index} ${$root.n}" }] }""",
        """{ "a": [{ "$data": "${items}", "$when": "${on}", "x": "${n} ${$index}" }] }""",
        """{ "a": [{ "$data": "${items}", "$when": "${n != 'b'}", "x": "${n} ${$index}" }] }""",
        """{ "a": [{ "$data": "${items}", "x": "${if(exists(extra), extra, '')}" }] }""",
        """{ "a": [{ "$data": "${none}", "x": 1 }], "b": 2 }""",
        """{ "a": { "$data": "${none}", "x": 1 }, "b": 2 }""",
        """{ "a": { "$data": "${items}", "x": "${n}" } }""",
        """{ "a": { "$data": "${one}", "x": "${$data}" } }""",
        """{ "a": { "$data": "${o.a}", "x": "${b}", "y": "${s}" } }""",
        """{ "a": { "$data": { "p": 1 }, "x": "${p}" } }""",
        """{ "a": [{ "$data": [{ "p": 1 }, { "p": "x" }], "x": "${p} ${$index}" }] }""",
        """{ "a": [{ "$data": "${items}", "in": [{ "$data": "${k}", "y": "${$data}", "i": "${$index}", "z": "${string($data)} ${$root.s}" }] }] }""",
        """{ "a": [{ "$data": "${items}", "in": [{ "$when": "${count(k) > 0}", "x": "${$index}" }] }] }""",
        """{ "a": [{ "$data": "${nested}", "x": [{ "$data": "${$data}", "y": "${$data}" }] }] }""",
        """{ "a": [{ "$data": "${texts}", "x": "${$data}", "y": "${$index}: ${$data}" }] }""",
        """{ "a": [{ "$data": "${mixed}", "x": "${$data}" }] }""",
        """{ "a": [{ "$data": "${nulls}", "x": "${$data}" }] }""",
        """{ "a": { "$when": "${no}", "x": 1 }, "b": 2 }""",
        """{ "a": { "$when": "${t}", "x": 1 } }""",
        """{ "$when": "${t}", "x": "${s}" }""",
        """{ "a": [{ "$when": "${s}", "x": 1 }, { "$when": "${n}", "x": 2 }, { "$when": "${nul}", "x": 3 }, { "$when": "${missing}", "x": 4 }] }""",
        """{ "a": [{ "$when": "${exists(nul)}", "x": 1 }, { "$when": "${!exists(missing)}", "x": 2 }, { "$when": "${length(missing) > 0}", "x": 3 }] }""",
        """{ "a": [{ "$when": "${b == 'deep'}", "$data": "${o.a}", "x": 1 }] }""",
        """{ "a": [null, 1, true, "s", { "x": null }] }""",
        """{ "a": ["${list}", "${s}", "${nul}", ["${n}", 2]] }""",
        """{ "a": [[{ "$data": "${texts}", "x": "${$data}" }], 1] }""",
        """{ "x": "${$data}" }""",
        """{ "x": "${$root}", "n": 1.50, "e": {} , "l": [] }""",
        """{ "a": [{ "$data": "${items}", "x": { "$data": "${k}", "y": "${$data}" } }] }""",
        """{ "a": [{ "$data": "${items}", "x": "${$host.word} ${n}" }], "i": "${$index}" }""",
        """{ "type": "actions", "elements": [{ "$data": "${items}", "type": "button", "style": "${if(on, 'primary', null)}" }] }""",
    ];

    /// <summary>What the official engine takes, or stumbles over while drawing, and ours refuses at the start.</summary>
    public static TheoryData<string> Refused { get; } =
    [
        """{ "a": "${toUpper(s)}" }""", """{ "a": "${foo(1)}" }""", """{ "a": "${n" }""", """{ "a": "${}" }""", """{ "a": "${7 / 2}" }""", """{ "a": "${7 % 2}" }""", """{ "a": "${n ? 1 : 2}" }""",
        """{ "a": "\\${n}" }""", """{ "a": "`${n}`" }""", """{ "a": "${'text'}" }""", """{ "a": "${true}" }""", """{ "a": "${1}" }""", """{ "a": "${null}" }""", """{ "$data": [{ "p": "${n}" }] }""", """{ "$data": "some" }""", """{ "$data": 1 }""", """{ "a": "${s & s}" }""", """{ "a": "${if(t, 1)}" }""", """{ "a": "${$when}" }""", """{ "a": "${n} ${" }""",
        """{ "$when": true }""", """{ "$when": "yes" }""", """{ "$when": "${t} ${t}" }""", """{ "${s}": 1 }""", """{ "$root": 1 }""", """{ "a": 1, "a": 2 }""", """{ "a": """,
    ];

    [Fact]
    public async Task What_comes_out_is_what_the_official_engine_makes()
    {
        var host = JsonNode.Parse("""{ "word": "hello", "group": { "word": "there" } }""")!;
        var templates = Strings.Distinct().Select(text => (JsonNode)new JsonObject { ["v"] = text }).Concat(Elements.Select(text => JsonNode.Parse(text)!)).ToList();
        var cases = new JsonArray([.. templates.Select(template => new JsonObject { ["template"] = template.DeepClone(), ["data"] = JsonNode.Parse(Data), ["host"] = host.DeepClone() })]);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, cases.ToJsonString());
            var official = (JsonArray)JsonNode.Parse(await NodeRun.ScriptAsync("expand-templates.mjs", file))!;
            Assert.Equal(templates.Count, official.Count);
            var differences = templates.Zip(official, (template, theirs) => Difference(template, theirs!, host)).OfType<string>().ToList();
            Assert.True(differences.Count == 0, $"{differences.Count} of {templates.Count} differ:\n{string.Join('\n', differences)}");
            Assert.True(templates.Count > 180, $"only {templates.Count} cases");
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Every template of ours, with the data of every sample.</summary>
    [Theory]
    [InlineData(Platform.Slack)]
    [InlineData(Platform.Teams)]
    public async Task Every_card_is_what_the_official_engine_makes_of_its_template(Platform platform)
    {
        var folder = Path.Combine(CardsUnderTest.Folder, PlatformNames.NameOf(platform));
        var strings = CardsUnderTest.Catalog.Strings.Tree;
        var samples = CardsUnderTest.SamplesFor(platform).Select(sample => CardsUnderTest.Composer.ViewOf(platform, sample.Content))
            .Select(view => (View: view, Data: JsonSerializer.SerializeToNode(view, view.GetType(), JsonSerializerOptions.Web)!)).ToList();
        var cases = new JsonArray([.. samples.Select(sample => new JsonObject
        {
            ["template"] = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, CardCatalog.TemplateName(sample.View.GetType()) + ".json"))), ["data"] = sample.Data.DeepClone(), ["host"] = strings.DeepClone(),
        })]);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, cases.ToJsonString());
            var official = (JsonArray)JsonNode.Parse(await NodeRun.ScriptAsync("expand-templates.mjs", file))!;
            Assert.Equal(samples.Count, official.Count);
            var differences = samples.Zip(official, (sample, theirs) =>
            {
                var ours = TemplateExpander.Expand(CardsUnderTest.Catalog.Find(platform, sample.View.GetType())!, sample.Data, strings);
                return JsonNode.DeepEquals(ours, theirs!["card"]) ? null : $"{sample.View.GetType().Name}: official {theirs!.ToJsonString()}, ours {ours?.ToJsonString()}";
            }).OfType<string>().ToList();
            Assert.True(differences.Count == 0, $"{differences.Count} of {samples.Count} differ:\n{string.Join('\n', differences)}");
            Assert.True(samples.Count > 80, $"only {samples.Count} samples");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_outside_the_subset_is_refused_at_the_start(string template)
    {
        var problems = new List<TemplateProblem>();
        Assert.Null(new TemplateParser("cards/slack/x.json", problems).Parse(template));
        var problem = Assert.Single(problems);
        Assert.Equal("cards/slack/x.json", problem.File);
        Assert.StartsWith("$", problem.Path, StringComparison.Ordinal);
    }

    private static string? Difference(JsonNode template, JsonNode official, JsonNode host)
    {
        var problems = new List<TemplateProblem>();
        if (new TemplateParser("case", problems).Parse(template.ToJsonString()) is not { } parsed) return $"{template.ToJsonString()}: refused: {problems[0]}";
        try
        {
            var ours = TemplateExpander.Expand(parsed, JsonNode.Parse(Data), host);
            if (official["error"] is { } error) return $"{template.ToJsonString()}: official throws {error}, ours gives {ours?.ToJsonString()}";
            return JsonNode.DeepEquals(ours, official["card"]) ? null : $"{template.ToJsonString()}: official {official["card"]?.ToJsonString()}, ours {ours?.ToJsonString()}";
        }
        catch (CardTemplateException e)
        {
            return official["error"] is null ? $"{template.ToJsonString()}: official {official["card"]?.ToJsonString()}, ours throws {e.Message}" : null;
        }
    }
}
