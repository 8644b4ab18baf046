using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Portfolio;
using HuddleBot.FrontlineTeams;
using NodaTime;

namespace HuddleBot.Tests.FrontlineTeams;

/// <summary><c>people</c>, <c>groups</c>, <c>admins</c> and <c>cxLeads</c> in the teams file, and what a team says of its escalations.</summary>
public sealed class CompanyOfTheFileTests
{
    [Fact]
    public void Every_field_is_read()
    {
        var company = Read($$"""
            "people": [
              { "person": {{Person("U1")}}, "timeZone": "Europe/Madrid", "workingDays": ["mon","sat"], "workingHours": "07:30-15:00", "holidays": ["2026-12-08"],
                "standIn": {{Person("U2")}}, "manager": {{Person("U3")}} },
              { "person": {{Person("U2")}}, "timeZone": "Europe/London" },
              { "person": {{Person("U3")}} }
            ],
            "groups": [{ "id": "finance", "name": " Finance ", "lead": {{Person("U3")}}, "people": [{{Person("U3")}}, {{Person("U4")}}], "channel": {{Channel("C7")}} }],
            "admins": [{{Person("U8")}}], "cxLeads": { "people": [{{Person("U9")}}] }
            """);
        var (first, second, third) = (company.Find(Id("U1"))!, company.Find(Id("U2"))!, company.Find(Id("U3"))!);
        Assert.Equal(("Europe/Madrid", new LocalTime(7, 30), new LocalTime(15, 0)), (first.Hours!.Zone.Id, first.Hours.From, first.Hours.To));
        Assert.Equal([IsoDayOfWeek.Monday, IsoDayOfWeek.Saturday], first.Hours.Calendar.WorkingDays.Order());
        Assert.Equal([new LocalDate(2026, 12, 8)], first.Hours.Calendar.Holidays);
        Assert.Equal((Id("U2"), Id("U3")), (first.StandIn, first.Manager));
        Assert.Equal((WorkingTime.UsualFrom, WorkingTime.UsualTo, true), (second.Hours!.From, second.Hours.To, second.Hours.Calendar.IsWorkingDay(new(2026, 12, 8))));
        Assert.Equal((null, null, null), (third.Hours, third.StandIn, third.Manager));
        var group = Assert.Single(company.Groups);
        Assert.Equal(("finance", "Finance", Id("U3"), new ChannelId(Platform.Slack, "T1", "C7")), (group.Id, group.Name, group.Lead, group.Channel));
        Assert.Equal([Id("U3"), Id("U4")], group.People);
        Assert.Equal([Id("U8")], company.Admins);
        Assert.Equal([Id("U9")], company.CxLeads);
        Assert.Null(company.CxLeadChannel);
        Assert.Null(company.Find(Id("U4")));
    }

    [Fact]
    public void A_team_says_who_else_triages_and_how_long_an_answer_may_take()
    {
        var team = TeamsFile.ReadStoredTeam(Team($$""","triagers":[{{Person("U5")}}],"escalation":{"answerWithinDays":1,"resolveWithinDays":260}"""));
        Assert.Equal([Id("U5")], team.Triagers);
        Assert.Equal((1, 260), (team.AnswerWithinDays, team.ResolveWithinDays));
        Assert.Equal(FrontlineTeam.DefaultCategories, team.EscalationCategories);
    }

    [Fact]
    public void What_a_team_leaves_out_of_its_quadrants_is_as_the_company_says_it()
    {
        Assert.Null(TeamsFile.ReadStoredTeam(Team("")).Quadrants);
        Assert.Equal(new QuadrantBounds(5_000, PassivesScoreHigh: false, AtRiskCounts: 2), TeamsFile.ReadStoredTeam(Team(""","quadrants":{"highValueFrom":5000}""")).Quadrants);

        var company = Read(""" "quadrants": { "highValueFrom": 5000, "passivesScore": "high", "atRiskCounts": 3 } """);
        Assert.Equal(new QuadrantBounds(5_000, PassivesScoreHigh: true, AtRiskCounts: 3), company.Quadrants);
        Assert.Equal(company.Quadrants, TeamsFile.ReadStoredTeam(Team(""), company).Quadrants);
        Assert.Equal(new QuadrantBounds(700_000, PassivesScoreHigh: true, AtRiskCounts: 3), TeamsFile.ReadStoredTeam(Team(""","quadrants":{"highValueFrom":700000}"""), company).Quadrants);
        Assert.Equal(new QuadrantBounds(5_000, PassivesScoreHigh: false, AtRiskCounts: 1), TeamsFile.ReadStoredTeam(Team(""","quadrants":{"passivesScore":"low","atRiskCounts":1}"""), company).Quadrants);
    }

    [Fact]
    public void What_may_be_answered_late_may_be_resolved_as_late() =>
        Assert.Equal((60, 60), TeamsFile.ReadStoredTeam(Team(""","escalation":{"answerWithinDays":60}""")) is var team ? (team.AnswerWithinDays, team.ResolveWithinDays) : default);

    [Fact]
    public void Who_leads_a_group_belongs_to_it_whether_the_file_repeats_that_or_not() =>
        Assert.Equal([Id("U3"), Id("U4")], Read($$""" "groups": [{ "id": "a", "name": "A", "lead": {{Person("U3")}}, "people": [{{Person("U4")}}] }] """).Groups[0].People);

    [Theory]
    [InlineData("people", "{}", "people: is an object; write a list")]
    [InlineData("people", "[{}]", "people[0].person: is missing")]
    [InlineData("people", "[{\"person\":\"U1\"}]", "people[0].person: is 'U1'; write an object")]
    [InlineData("people", "[{\"person\":$U1},{\"person\":$U1}]", "people[1].person: 'slack/T1/U1' is the person of people[0] already; put both entries into one")]
    [InlineData("people", "[{\"person\":$U1,\"standIn\":$U1}]", "people[0].standIn: is the person themselves; name somebody else, or leave it out")]
    [InlineData("people", "[{\"person\":$U1,\"manager\":$U1}]", "people[0].manager: is the person themselves; name somebody else, or leave it out")]
    [InlineData("people", "[{\"person\":$U1,\"standIn\":{\"platform\":\"slack\",\"workspace\":\"T1\",\"user\":\"@ana\"}}]", "people[0].standIn.user: '@ana' is a name; give the person's id")]
    [InlineData("people", "[{\"person\":$U1,\"timeZone\":\"Mars\"}]", "people[0].timeZone: 'Mars' is no time zone")]
    [InlineData("people", "[{\"person\":$U1,\"workingHours\":\"09:00-17:00\"}]", "people[0].timeZone: is missing, and workingHours mean nothing without it; add it, like Europe/London")]
    [InlineData("people", "[{\"person\":$U1,\"holidays\":[],\"workingDays\":[\"mon\"]}]", "people[0].timeZone: is missing, and workingDays mean nothing without it")]
    [InlineData("people", "[{\"person\":$U1,\"timeZone\":\"UTC\",\"workingHours\":\"17:00-09:00\"}]", "people[0].workingHours: '17:00-09:00' are no hours of one day; write them like 09:00-17:00")]
    [InlineData("people", "[{\"person\":$U1,\"timeZone\":\"UTC\",\"workingHours\":\"09:00-09:00\"}]", "people[0].workingHours: '09:00-09:00' are no hours")]
    [InlineData("people", "[{\"person\":$U1,\"timeZone\":\"UTC\",\"workingHours\":\"9-5\"}]", "people[0].workingHours: '9-5' are no hours")]
    [InlineData("people", "[{\"person\":$U1,\"timeZone\":\"UTC\",\"workingDays\":[]}]", "people[0].workingDays: has no day")]
    [InlineData("people", "[{\"person\":$U1,\"timeZone\":\"UTC\",\"holidays\":[\"tomorrow\"]}]", "people[0].holidays: 'tomorrow' is no date")]
    [InlineData("people", "[{\"person\":$U1,\"boss\":$U2}]", "people[0].boss: is not known; known here: person, timeZone")]
    [InlineData("groups", "[{\"name\":\"A\",\"lead\":$U1}]", "groups[0].id: is missing")]
    [InlineData("groups", "[{\"id\":\"a\",\"lead\":$U1}]", "groups[0].name: is missing")]
    [InlineData("groups", "[{\"id\":\"a\",\"name\":\"A\"}]", "groups[0].lead: is missing")]
    [InlineData("groups", "[{\"id\":\"Finance\",\"name\":\"A\",\"lead\":$U1}]", "groups[0].id: 'Finance' is no id of a group; use 1 to 63 of a-z")]
    [InlineData("groups", "[{\"id\":\"a\",\"name\":\"A\",\"lead\":$U1},{\"id\":\"a\",\"name\":\"B\",\"lead\":$U1}]", "groups[1].id: 'a' is the id of groups[0] already; give each group its own")]
    [InlineData("groups", "[{\"id\":\"a\",\"name\":\"A\",\"lead\":$U1},{\"id\":\"b\",\"name\":\"a\",\"lead\":$U1}]", "groups[1].name: 'a' is the name of groups[0] already; people choose by it")]
    [InlineData("groups", "[{\"id\":\"a\",\"name\":\"A\",\"lead\":$U1,\"channel\":\"#a\"}]", "groups[0].channel: is '#a'; write an object")]
    [InlineData("admins", "$U1", "admins: is an object; write a list")]
    [InlineData("cxLeads", "{\"people\":{}}", "cxLeads.people: is an object; write a list")]
    public void A_mistake_is_told_with_its_place_and_a_way_out(string name, string json, string error)
    {
        var written = json.Replace("$U1", Person("U1"), StringComparison.Ordinal).Replace("$U2", Person("U2"), StringComparison.Ordinal);
        var (file, errors) = TeamsFile.Read($$"""{"frontlineTeams":[],"{{name}}":{{written}}}""");
        Assert.Null(file);
        Assert.StartsWith(error, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_can_offer_so_many_groups_and_no_more()
    {
        Assert.Empty(TeamsFile.Read(Groups(99)).Errors);
        Assert.Equal("groups: are 100; a form can offer 99, so leave the others out", Assert.Single(TeamsFile.Read(Groups(100)).Errors));

        static string Groups(int count) =>
            $$"""{"frontlineTeams":[],"groups":[{{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"id":"g{{i}}","name":"G{{i}}","lead":{{Person("U1")}}}"""))}}]}""";
    }

    [Fact]
    public void Managers_who_go_round_in_a_circle_are_harmless_and_said_once()
    {
        var people = new[] { ("U0", "U1"), ("U1", "U2"), ("U2", "U3"), ("U3", "U1"), ("U7", "U8"), ("U8", "U7"), ("U9", "U10") };
        var entries = people.Select(pair => $$"""{"person":{{Person(pair.Item1)}},"manager":{{Person(pair.Item2)}}}""");
        var (file, errors) = TeamsFile.Read($$"""{"frontlineTeams":[],"people":[{{string.Join(',', entries)}}]}""");
        Assert.Empty(errors);
        Assert.Equal(
            [
                "people[1].manager: the managers go round in a circle (slack/T1/U1 → slack/T1/U2 → slack/T1/U3 → slack/T1/U1); that is harmless, since a reminder goes one step up only",
                "people[4].manager: the managers go round in a circle (slack/T1/U7 → slack/T1/U8 → slack/T1/U7); that is harmless, since a reminder goes one step up only",
            ],
            file!.Notes.SkipLast(1));
    }

    [Fact]
    public void Who_is_reminded_and_of_whom_nothing_says_when_they_work_is_mentioned()
    {
        var (file, _) = TeamsFile.Read($$"""
            {"frontlineTeams":[],"people":[ {"person":{{Person("U1")}},"standIn":{{Person("U2")}},"manager":{{Person("U3")}} }, {"person":{{Person("U3")}},"timeZone":"Europe/London"} ],
             "cxLeads":{"people":[{{Person("U2")}},{{Person("U9")}}]} }
            """);
        var note = Assert.Single(file!.Notes);
        Assert.StartsWith("people: nothing says when these people work", note, StringComparison.Ordinal);
        Assert.EndsWith("else of the team: slack/T1/U2, slack/T1/U9; add them, with their timeZone", note, StringComparison.Ordinal);
        Assert.Empty(TeamsFile.Read($$"""{"frontlineTeams":[],"people":[ {"person":{{Person("U1")}} } ] }""").File!.Notes);
    }

    [Fact]
    public void Two_clocks_that_look_exchanged_are_mentioned()
    {
        var (file, _) = TeamsFile.Read($$"""{"frontlineTeams":[{{Team(""","escalation":{"answerWithinDays":10,"resolveWithinDays":2}""")}}]}""");
        Assert.StartsWith("frontlineTeams[0].escalation.resolveWithinDays: is 2, less than the 10 days for the first answer", Assert.Single(file!.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_route_that_an_earlier_team_hides_is_mentioned()
    {
        var (first, second) = (Team(""","routes":[{"attribute":"area","equals":"restaurant"}]"""), Team(""","routes":[{"attribute":"area","equals":"Bar"},{"attribute":"area","equals":"Restaurant"}]"""));
        var (file, _) = TeamsFile.Read($$"""{"frontlineTeams":[{{first}},{{second.Replace("\"a\"", "\"b\"", StringComparison.Ordinal)}}]}""");
        Assert.StartsWith("frontlineTeams[1].routes[1]: nothing comes this way, because 'a' stands before", Assert.Single(file!.Notes), StringComparison.Ordinal);
    }

    private static Company Read(string json)
    {
        var (file, errors) = TeamsFile.Read($$"""{"frontlineTeams":[],{{json}}}""");
        Assert.Empty(errors);
        Assert.All(file!.Notes, note => Assert.StartsWith("people: nothing says when", note, StringComparison.Ordinal));
        return file.Company;
    }

    private static string Team(string more) => $$"""{"id":"a","name":"A","timeZone":"Europe/London","channel":{{Channel("C1")}}{{more}}}""";

    private static string Person(string user) => $$"""{"platform":"slack","workspace":"T1","user":"{{user}}"}""";

    private static string Channel(string channel) => $$"""{"platform":"slack","workspace":"T1","channel":"{{channel}}"}""";

    private static PersonId Id(string user) => new(Platform.Slack, "T1", user);
}
