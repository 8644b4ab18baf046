using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.FrontlineTeams;
using NodaTime;

namespace HuddleBot.Tests.FrontlineTeams;

/// <summary><c>huddle</c> in the teams file.</summary>
public sealed class HuddlesOfTheFileTests
{
    [Fact]
    public void The_usual_huddle_needs_a_time_only()
    {
        var huddle = Assert.Single(Read("""{"at":"09:15"}"""));
        Assert.Equal(HuddleSchedule.Usual(new(9, 15)), huddle with { Pauses = HuddleSchedule.Usual(default).Pauses, Leads = HuddleSchedule.Usual(default).Leads });
    }

    [Fact]
    public void A_team_without_one_does_not_meet() =>
        Assert.Empty(TeamsFile.ReadStoredTeam("""{"id":"a","name":"A","timeZone":"Europe/London","channel":{"platform":"slack","workspace":"T1","channel":"C1"}}""").Huddles);

    /// <summary>As the storage holds it where it was applied before huddles were held.</summary>
    [Fact]
    public void The_three_fields_of_before_mean_the_same()
    {
        var huddle = Assert.Single(Read("""{ "at": "09:15", "days": ["mon","wed","fri"], "minutes": 15 }"""));
        Assert.Equal((HuddleSchedule.DefaultId, new LocalTime(9, 15), 15), (huddle.Id, huddle.At, huddle.Minutes));
        Assert.Equal([IsoDayOfWeek.Monday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Friday], huddle.Days!.Order());
    }

    [Fact]
    public void Every_field_is_read()
    {
        var huddles = Read("""
            [
              { "id": "night", "name": " Night shift ", "at": "02:00", "days": ["sat"], "minutes": 6, "nightShift": true, "onHolidays": true,
                "pauses": [{ "from": "2026-12-24", "until": "2027-01-02" }, { "from": "2027-02-01", "until": "2027-02-01" }],
                "postBefore": 0, "catchUp": 720, "answersFor": 1440,
                "leads": [{ "platform": "slack", "workspace": "T1", "user": "U1" }, { "platform": "slack", "workspace": "T2", "user": "U2" }], "agenda": ["comments", "promises"] },
              { "id": "weekly", "at": "16:00" }
            ]
            """);
        Assert.Equal(["night", "weekly"], huddles.Select(huddle => huddle.Id));
        var night = huddles[0];
        Assert.Equal(("Night shift", new LocalTime(2, 0), 6, true, true), (night.Name, night.At, night.Minutes, night.IsOfDayBefore, night.OnHolidays));
        Assert.Equal([IsoDayOfWeek.Saturday], night.Days!);
        Assert.Equal([new(new(2026, 12, 24), new(2027, 1, 2)), new HuddlePause(new(2027, 2, 1), new(2027, 2, 1))], night.Pauses);
        Assert.Equal((Duration.Zero, Duration.FromHours(12), Duration.FromDays(1)), (night.PostBefore, night.CatchUp, night.AnswersFor));
        Assert.Equal([new PersonId(Platform.Slack, "T1", "U1"), new(Platform.Slack, "T2", "U2")], night.Leads);
        Assert.Equal([AgendaPart.Comments, AgendaPart.Promises], night.Agenda);
    }

    [Theory]
    [InlineData("[]", "team.huddle: has 0 huddles; give 1 to 10")]
    [InlineData("\"09:15\"", "team.huddle: is no huddle; write an object")]
    [InlineData("[\"09:15\"]", "team.huddle[0]: is '09:15'; write an object")]
    [InlineData("""[{"at":"09:15"},{"id":"b","at":"10:15"}]""", "team.huddle[0].id: is missing; where a team has several huddles, each needs an id of its own")]
    [InlineData("""[{"id":"a","at":"09:15"},{"id":"a","at":"10:15"}]""", "team.huddle[1].id: 'a' is the id of team.huddle[0] already; give each huddle its own")]
    [InlineData("""{"id":"Morning","at":"09:15"}""", "team.huddle.id: 'Morning' is no id of a huddle; use 1 to 20 of a-z, 0-9 and -")]
    [InlineData("""{"id":"a.b","at":"09:15"}""", "team.huddle.id: 'a.b' is no id of a huddle")]
    [InlineData("""{"id":7,"at":"09:15"}""", "team.huddle.id: is 7; write a text")]
    [InlineData("""{"at":"09:15","days":[]}""", "team.huddle.days: has no day; name at least one")]
    [InlineData("""{"at":"09:15","minutes":61}""", "team.huddle.minutes: is 61; give a whole number from 1 to 60")]
    [InlineData("""{"at":"22:30","nightShift":true}""", "team.huddle.at: 22:30 is not in the hours after midnight")]
    [InlineData("""{"at":"02:30","nightShift":"yes"}""", "team.huddle.nightShift: is 'yes'; write true or false")]
    [InlineData("""{"at":"09:15","onHolidays":1}""", "team.huddle.onHolidays: is 1; write true or false")]
    [InlineData("""{"at":"09:15","pauses":[{"from":"2026-12-24"}]}""", "team.huddle.pauses[0].until: is missing")]
    [InlineData("""{"at":"09:15","pauses":[{"from":"2026-12-24","until":"2026-12-23"}]}""", "team.huddle.pauses[0].until: is before 2026-12-24")]
    [InlineData("""{"at":"09:15","pauses":[{"from":"24/12/2026","until":"2026-12-24"}]}""", "team.huddle.pauses[0].from: '24/12/2026' is no date")]
    [InlineData("""{"at":"09:15","postBefore":121}""", "team.huddle.postBefore: is 121; give a whole number from 0 to 120")]
    [InlineData("""{"at":"09:15","catchUp":-1}""", "team.huddle.catchUp: is -1; give a whole number from 0 to 720")]
    [InlineData("""{"at":"09:15","answersFor":1441}""", "team.huddle.answersFor: is 1441; give a whole number from 0 to 1440")]
    [InlineData("""{"at":"09:15","leads":[{"platform":"slack","workspace":"T1","user":"@ana"}]}""", "team.huddle.leads[0].user: '@ana' is a name")]
    [InlineData("""{"at":"09:15","leads":[{"platform":"teams","workspace":"t","user":"ana"}]}""", "team.huddle.leads: teams/t/ana cannot be in the team's channel, which is on slack")]
    [InlineData("""{"at":"09:15","agenda":[]}""", "team.huddle.agenda: has no part")]
    [InlineData("""{"at":"09:15","agenda":["kpi"]}""", "team.huddle.agenda: 'kpi' is no part of the agenda; use promises, score, praise, comments, answers, question")]
    [InlineData("""{"at":"09:15","agenda":["score","score"]}""", "team.huddle.agenda[1]: 'score' stands twice")]
    [InlineData("""{"at":"09:15","colour":"red"}""", "team.huddle.colour: is not known")]
    public void A_mistake_is_told_with_its_place_and_a_way_out(string huddle, string error)
    {
        var refusal = Assert.Throws<InvalidDataException>(() => Read(huddle)).Message;
        Assert.Contains(error, refusal, StringComparison.Ordinal);
    }

    private static IReadOnlyList<HuddleSchedule> Read(string huddle) => TeamsFile.ReadStoredTeam(
        $$"""{"id":"a","name":"A","timeZone":"Europe/London","channel":{"platform":"slack","workspace":"T1","channel":"C1"},"huddle":{{huddle}}}""").Huddles;
}
