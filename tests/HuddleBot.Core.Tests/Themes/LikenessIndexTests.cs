using HuddleBot.Core.Themes.Likeness;

namespace HuddleBot.Core.Tests.Themes;

public sealed class LikenessIndexTests
{
    private readonly LikenessIndex<string> index = new(LikenessRules.Usual);

    [Fact]
    public void An_empty_index_suggests_nothing() => Assert.Empty(Find("Where does the bus leave?"));

    [Fact]
    public void What_is_alike_is_found_with_the_words_that_both_have_the_most_telling_first()
    {
        Set("bus", "Nobody knew where the shuttle leaves.", "The shuttle stop has no sign.", "No sign of the shuttle.");
        Set("food", "The breakfast was cold.", "Cold breakfast again and no coffee.");
        Set("other", "The sign at the pool is wrong.");

        var found = Assert.Single(Find("We looked for the shuttles everywhere, there is no sign"));
        Assert.Equal("bus", found.Key);
        Assert.Equal(["shuttles", "sign"], found.SharedWords);
    }

    [Fact]
    public void Small_words_alone_make_nothing_alike()
    {
        Set("a", "It was not what we had been told at all.");
        Assert.Empty(Find("That is what we have been told, and it was not so."));
    }

    [Fact]
    public void A_text_without_words_is_like_nothing()
    {
        Set("a", "The bus was late.");
        Assert.Empty(index.Find(new(null, null, "price", "arrival"), 5, _ => true));
        Assert.Empty(Find("😀 !!! 12 --"));
    }

    [Theory]
    [InlineData("Der Kassenautomat ist defekt.", "Parkautomat wieder defekt")]
    [InlineData("La climatisation est tombée en panne.", "Clim en panne, climatisation inutilisable")]
    [InlineData("シャトルバスの乗り場が分からない。", "バス乗り場がどこにもない")]
    [InlineData("الواي فاي في الصالة ضعيف", "انقطع الواي فاي مرة أخرى")]
    [InlineData("รถบัสรับส่งมาช้ามาก", "รถบัสมาช้า")]
    [InlineData("Habitación sucia y toallas usadas", "LA HABITACION SUCIA")]
    [InlineData("Müll vor der Tür", "MUELL vor der Tuer")]
    public void Forms_accents_compounds_and_scripts_without_spaces_are_seen_through(string known, string asked)
    {
        Set("theme", known);
        Set("other", "The breakfast was cold.", "Das Auto roch nach Rauch.", "枕が高すぎて眠れなかった。", "السيارة كانت متسخة");
        Assert.Equal("theme", Find(asked)[0].Key);
    }

    [Fact]
    public void What_is_taken_out_is_found_no_more_and_what_is_replaced_is_found_by_its_new_words()
    {
        Set("a", "The bus was late.");
        Set("a", "The pool was closed.");
        Assert.Empty(Find("late bus"));
        Assert.Single(Find("closed pool"));
        Set("a");
        Assert.Empty(Find("closed pool"));
        Assert.Equal(0, index.Count);
    }

    [Fact]
    public void An_index_that_has_changed_a_hundred_times_answers_as_one_that_was_built_at_once()
    {
        var random = new Random(17);
        var comments = LabelledComments.All.Where(comment => comment.Group is not null).ToList();
        for (var i = 0; i < 400; i++)
        {
            var comment = comments[random.Next(comments.Count)];
            if (random.Next(3) == 0) index.Set(comment.Id, []);
            else index.Set(comment.Id, [comment.Text]);
        }

        foreach (var comment in comments) index.Set(comment.Id, [comment.Text]);
        var fresh = new LikenessIndex<string>(LikenessRules.Usual);
        foreach (var comment in comments) fresh.Set(comment.Id, [comment.Text]);
        foreach (var comment in comments)
        {
            Assert.Equal(
                fresh.Find(comment.Text, 5, _ => true).Select(one => (one.Key, MathF.Round(one.Score, 3))).OrderByDescending(one => one.Item2).ThenBy(one => one.Key),
                index.Find(comment.Text, 5, _ => true).Select(one => (one.Key, MathF.Round(one.Score, 3))).OrderByDescending(one => one.Item2).ThenBy(one => one.Key));
        }
    }

    [Fact]
    public void At_most_so_many_are_suggested_as_were_asked_for()
    {
        for (var i = 0; i < 9; i++) Set("t" + i, "The shuttle stop has no sign.");
        Assert.Equal(5, Find("no sign at the shuttle stop").Count);
    }

    private void Set(string key, params string[] texts) => index.Set(key, [.. texts.Select(text => new ThemeText(text, null, null, null))]);

    private IReadOnlyList<Alike<string>> Find(string words) => index.Find(new(words, null, null, null), 5, _ => true);
}
