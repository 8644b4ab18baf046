using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.FrontlineTeams;
using NodaTime;

namespace HuddleBot.Tests.FrontlineTeams;

public sealed class TeamsFileTests
{
    internal const string Example = """
        {
          "frontlineTeams": [{
            "id": "lhr-lounge", "name": "London Heathrow lounge",
            "channel": { "platform": "slack", "workspace": "T0001", "channel": "C0001" },
            "timeZone": "Europe/London", "workingDays": ["mon","tue","wed","thu","fri"], "holidays": ["2026-12-25"],
            "huddle": { "at": "09:15", "days": ["mon","wed","fri"], "minutes": 10 },
            "managers": [{ "platform": "slack", "workspace": "T0001", "user": "U0002" }],
            "managerChannel": { "platform": "slack", "workspace": "T0001", "channel": "C0009" },
            "routes": [{ "source": "lounge", "attribute": "airport", "equals": "London Heathrow Airport" }],
            "posting": { "immediately": "detractors", "perHour": 6, "quietHours": "20:00-07:00" }
          }],
          "cxLeads": { "channel": { "platform": "slack", "workspace": "T0001", "channel": "C0010" },
                       "people": [{ "platform": "slack", "workspace": "T0001", "user": "U0003" }],
                       "digest": { "day": "mon", "at": "08:00", "timeZone": "Europe/London" } }
        }
        """;

    [Fact]
    public void The_example_of_the_contract_is_read_whole()
    {
        var (file, errors) = Read(Example);
        Assert.Empty(errors);
        var team = Assert.Single(file!.Teams).Team;
        Assert.Equal((new TeamId("lhr-lounge"), "London Heathrow lounge", "Europe/London"), (team.Id, team.Name, team.TimeZone.Id));
        Assert.Equal(new ChannelId(Platform.Slack, "T0001", "C0001"), team.Channel);
        Assert.Equal(new ChannelId(Platform.Slack, "T0001", "C0009"), team.ManagerChannel);
        Assert.Equal([new PersonId(Platform.Slack, "T0001", "U0002")], team.Managers);
        Assert.Equal([new Route("lounge", "airport", "London Heathrow Airport")], team.Routes);
        Assert.Equal((PostImmediately.Detractors, 6, 14), (team.Posting.Immediately, team.Posting.PerHour, team.Posting.FreshDays));
        Assert.Equal(new QuietHours(new LocalTime(20, 0), new LocalTime(7, 0)), team.Posting.Quiet);
        Assert.False(team.Calendar.IsWorkingDay(new LocalDate(2026, 12, 25)));
        Assert.Equal(new ChannelId(Platform.Slack, "T0001", "C0010"), file.Company.CxLeadChannel);
        Assert.Equal([new PersonId(Platform.Slack, "T0001", "U0003")], file.Company.CxLeads);
        Assert.Equal((2, 10), (team.AnswerWithinDays, team.ResolveWithinDays));
        Assert.Same(file.Company, team.Company);
    }

    [Fact]
    public void Id_name_channel_and_zone_suffice()
    {
        var (file, errors) = Read("""{"frontlineTeams":[{"id":"a","name":"A","timeZone":"Asia/Tokyo","channel":{"platform":"teams","workspace":"t","channel":"19:x@thread.tacv2"}}]}""");
        Assert.Empty(errors);
        var team = Assert.Single(file!.Teams).Team;
        Assert.Equal(PostingRules.Default, team.Posting with { ShowAttributes = PostingRules.Default.ShowAttributes });
        Assert.Equal(FrontlineTeam.DefaultCategories, team.EscalationCategories);
        Assert.True(team.Calendar.IsWorkingDay(new LocalDate(2026, 11, 20)));
        Assert.False(team.Calendar.IsWorkingDay(new LocalDate(2026, 11, 21)));
        Assert.Null(team.ManagerChannel);
    }

    [Theory]
    [InlineData("id", "\"LHR\"", "frontlineTeams[0].id: 'LHR' is no team id")]
    [InlineData("id", "7", "frontlineTeams[0].id: is 7; write a text")]
    [InlineData("name", "\" \"", "frontlineTeams[0].name: is empty")]
    [InlineData("name", null, "frontlineTeams[0].name: is missing")]
    [InlineData("channel", "\"#general\"", "frontlineTeams[0].channel: is '#general'; write an object")]
    [InlineData("channel", """{"platform":"slack","workspace":"T1","channel":"#general"}""", "frontlineTeams[0].channel.channel: '#general' is a name")]
    [InlineData("channel", """{"platform":"irc","workspace":"T1","channel":"C1"}""", "frontlineTeams[0].channel.platform: 'irc' is not known; use slack or teams")]
    [InlineData("channel", """{"platform":"teams","workspace":"t","channel":"19:x;messageid=1"}""", "leave ;messageid=… away")]
    [InlineData("channel", """{"platform":"slack","workspace":"T1"}""", "frontlineTeams[0].channel.channel: is missing")]
    [InlineData("timeZone", "\"GMT+1\"", "frontlineTeams[0].timeZone: 'GMT+1' is no time zone")]
    [InlineData("workingDays", "[\"monday\"]", "frontlineTeams[0].workingDays: 'monday' is no day")]
    [InlineData("workingDays", "[]", "frontlineTeams[0].workingDays: has no day")]
    [InlineData("workingDays", "[\"mon\",\"mon\"]", "frontlineTeams[0].workingDays[1]: 'mon' stands twice")]
    [InlineData("workingDays", "\"mon\"", "frontlineTeams[0].workingDays: is 'mon'; write a list")]
    [InlineData("holidays", "[\"25.12.2026\"]", "frontlineTeams[0].holidays: '25.12.2026' is no date")]
    [InlineData("huddle", """{"at":"9:15"}""", "frontlineTeams[0].huddle.at: '9:15' is no time of day")]
    [InlineData("huddle", """{"at":"09:15","minutes":0}""", "frontlineTeams[0].huddle.minutes: is 0; give a whole number from 1 to 60")]
    [InlineData("huddle", """{"days":["mon"]}""", "frontlineTeams[0].huddle.at: is missing")]
    [InlineData("managers", """[{"platform":"slack","workspace":"T1","user":"@ana"}]""", "frontlineTeams[0].managers[0].user: '@ana' is a name")]
    [InlineData("managers", "[\"U1\"]", "frontlineTeams[0].managers[0]: is 'U1'; write an object")]
    [InlineData("routes", "[{}]", "frontlineTeams[0].routes[0]: would match everything")]
    [InlineData("routes", "[{\"attribute\":\"airport\"}]", "frontlineTeams[0].routes[0]: attribute and equals go together")]
    [InlineData("routes", "[{\"attribute\":\"a\",\"equals\":5}]", "frontlineTeams[0].routes[0].equals: is 5; write a text")]
    [InlineData("posting", "{\"perHour\":0}", "frontlineTeams[0].posting.perHour: is 0; give a whole number from 1 to 1000")]
    [InlineData("posting", "{\"perHour\":1.5}", "frontlineTeams[0].posting.perHour: is 1.5")]
    [InlineData("posting", "{\"perHour\":\"6\"}", "frontlineTeams[0].posting.perHour: is '6'")]
    [InlineData("posting", "{\"immediately\":\"promoters\"}", "frontlineTeams[0].posting.immediately: is not known; use all, detractors or none")]
    [InlineData("posting", "{\"quietHours\":\"8pm-7am\"}", "frontlineTeams[0].posting.quietHours: '8pm-7am' is no stretch")]
    [InlineData("posting", "{\"quietHours\":\"20:00-20:00\"}", "is no stretch of the day")]
    [InlineData("posting", "{\"quietHours\":\"24:00-07:00\"}", "is no stretch of the day")]
    [InlineData("posting", "{\"freshDays\":-1}", "frontlineTeams[0].posting.freshDays: is -1")]
    [InlineData("posting", "{\"perHours\":3}", "frontlineTeams[0].posting.perHours: is not known; known here: immediately, perHour")]
    [InlineData("escalation", "{\"categories\":[]}", "frontlineTeams[0].escalation.categories: give 1 to 25")]
    [InlineData("escalation", "{\"answerWithinDays\":0}", "frontlineTeams[0].escalation.answerWithinDays: is 0; give a whole number from 1 to 60")]
    [InlineData("escalation", "{\"answerWithinDays\":61}", "frontlineTeams[0].escalation.answerWithinDays: is 61; give a whole number from 1 to 60")]
    [InlineData("escalation", "{\"resolveWithinDays\":261}", "frontlineTeams[0].escalation.resolveWithinDays: is 261; give a whole number from 1 to 260")]
    [InlineData("followUp", "{\"withinHours\":0}", "frontlineTeams[0].followUp.withinHours: is 0; give a whole number from 1 to 720")]
    [InlineData("followUp", "{\"for\":\"promoters\"}", "frontlineTeams[0].followUp.for: is not known; use detractors or none")]
    [InlineData("escalation", "{\"resolveWithinDays\":\"10\"}", "frontlineTeams[0].escalation.resolveWithinDays: is '10'")]
    [InlineData("quadrants", "{\"passivesScore\":\"low\"}", "frontlineTeams[0].quadrants.highValueFrom: is missing; give the yearly value from which a customer is of high value")]
    [InlineData("quadrants", "{\"highValueFrom\":0}", "frontlineTeams[0].quadrants.highValueFrom: is 0; give a whole number from 1 to 2000000000")]
    [InlineData("quadrants", "{\"highValueFrom\":1,\"passivesScore\":\"middle\"}", "frontlineTeams[0].quadrants.passivesScore: is not known; use high or low")]
    [InlineData("quadrants", "{\"highValueFrom\":1,\"atRiskCounts\":11}", "frontlineTeams[0].quadrants.atRiskCounts: is 11; give a whole number from 1 to 10")]
    [InlineData("triagers", "[\"U1\"]", "frontlineTeams[0].triagers[0]: is 'U1'; write an object")]
    [InlineData("colour", "\"red\"", "frontlineTeams[0].colour: is not known")]
    public void A_mistake_is_told_with_its_place_and_a_way_out(string name, string? json, string error)
    {
        var root = JsonNode.Parse(Example)!.AsObject();
        if (json is null) root["frontlineTeams"]![0]!.AsObject().Remove(name);
        else root["frontlineTeams"]![0]![name] = JsonNode.Parse(json);
        var (file, errors) = Read(root.ToJsonString());
        Assert.Null(file);
        Assert.Contains(error, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_managers_need_a_channel_of_theirs()
    {
        var managers = string.Join(',', Enumerable.Range(0, 21).Select(i => $$"""{"platform":"slack","workspace":"T1","user":"U{{i}}"}"""));
        var team = $$"""{"id":"a","name":"A","timeZone":"Europe/London","channel":{"platform":"slack","workspace":"T1","channel":"C1"},"managers":[{{managers}}]""";
        Assert.Contains("frontlineTeams[0].managers: are 21; more than 20 need a managerChannel", Assert.Single(Errors(team + "}")), StringComparison.Ordinal);
        Assert.Empty(Errors(team + ""","managerChannel":{"platform":"slack","workspace":"T1","channel":"C9"}}"""));

        static IReadOnlyList<string> Errors(string json) => TeamsFile.Read($$"""{"frontlineTeams":[{{json}}]}""").Errors;
    }

    [Theory]
    [InlineData("{}", "frontlineTeams: is missing")]
    [InlineData("[]", "is a list; write an object")]
    [InlineData("{\"frontlineTeams\":{}}", "frontlineTeams: is an object; write a list")]
    [InlineData("{\"frontlineTeams\":[],\"frontlineTeams\":[]}", "frontlineTeams: stands twice")]
    [InlineData("{\"frontlineTeams\":[],\"cxLeads\":{}}", "cxLeads: name a channel or people")]
    [InlineData("{\"frontlineTeams\":[],\"cxLeads\":{\"people\":[],\"digest\":{\"day\":\"friday\",\"at\":\"08:00\",\"timeZone\":\"UTC\"}}}", "cxLeads.digest.day: 'friday' is no day")]
    [InlineData("{\"teams\":[]", "no JSON")]
    public void So_are_mistakes_of_the_whole(string text, string error) => Assert.Contains(Read(text).Errors, words => words.Contains(error, StringComparison.Ordinal));

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var errors = Read("""{"frontlineTeams":[{"id":"A","posting":{"perHour":0}},{"name":"B","timeZone":"Mars"}]}""").Errors;
        Assert.Equal(8, errors.Count);
    }

    [Fact]
    public void An_id_twice_names_both_places()
    {
        var team = JsonNode.Parse(Example)!["frontlineTeams"]![0]!.ToJsonString();
        Assert.Equal(["frontlineTeams[1].id: 'lhr-lounge' is the id of frontlineTeams[0] already; give each team its own"], Read($$"""{"frontlineTeams":[{{team}},{{team}}]}""").Errors);
    }

    [Fact]
    public void The_published_schema_knows_the_same_names_as_the_reader()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "teams.schema.json")));
        var definitions = schema.RootElement.GetProperty("$defs");
        Assert.Equal(KnownTo("{\"frontlineTeams\":[],\"?\":0}"), NamesOf(schema.RootElement));
        Assert.Equal(KnownTo("{\"frontlineTeams\":[{\"?\":0}]}"), NamesOf(definitions.GetProperty("frontlineTeam")));
        foreach (var (part, name, wrong) in new[]
        {
            ("channel", "channel", "{\"?\":0}"), ("person", "managers", "[{\"?\":0}]"), ("huddle", "huddle", "{\"?\":0}"), ("huddle", "huddle", "[{\"?\":0}]"), ("pause", "huddle", "{\"pauses\":[{\"?\":0}]}"),
            ("route", "routes", "[{\"?\":0}]"),
            ("posting", "posting", "{\"?\":0}"), ("escalation", "escalation", "{\"?\":0}"), ("followUp", "followUp", "{\"?\":0}"),
            ("quadrants", "quadrants", "{\"highValueFrom\":1,\"?\":0}"),
        })
            Assert.Equal(KnownTo($$"""{"frontlineTeams":[{"{{name}}":{{wrong}}}]}"""), NamesOf(definitions.GetProperty(part)));
        foreach (var (part, name) in new[] { ("staffMember", "people"), ("group", "groups") })
            Assert.Equal(KnownTo($$"""{"frontlineTeams":[],"{{name}}":[{"?":0}]}"""), NamesOf(definitions.GetProperty(part)));
        Assert.Equal(KnownTo("{\"frontlineTeams\":[],\"cxLeads\":{\"?\":0}}"), NamesOf(definitions.GetProperty("cxLeads")));
        Assert.Equal(KnownTo("{\"frontlineTeams\":[],\"cxLeads\":{\"digest\":{\"?\":0}}}"), NamesOf(definitions.GetProperty("digest")));
    }

    /// <summary>The names that the reader offers where it meets the name "?".</summary>
    private static IEnumerable<string> KnownTo(string text) =>
        Read(text).Errors.Single(error => error.Contains("?: is not known", StringComparison.Ordinal)).Split("known here: ")[1].Split(", ").Order(StringComparer.Ordinal);

    private static IEnumerable<string> NamesOf(JsonElement schema)
    {
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        return schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal);
    }

    private static (TeamsFile? File, IReadOnlyList<string> Errors) Read(string text) => TeamsFile.Read(Encoding.UTF8.GetBytes(text));
}
