using System.Collections.Frozen;

namespace HuddleBot.Core.Themes.Likeness;

/// <summary>
/// The small words of a language, folded: they say nothing of what a comment is about, and which of them stand in it says in which language it is written.
/// Our own short lists.
/// </summary>
internal static class StopWords
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> Lists = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["en"] = """
            a about after again all also although although always am an and another any anybody anyone anything anywhere apart are as asked at away be because been before being between both but by
            came can cannot come could did do does doing done down each either else end ends enough even ever every everyone far few first for from full get gets give gave given go goes going gone got had
            has have having he her here him his how i if in instead into is it its just kept know last less let like made make many me mine more most much must my need needs neither never next no nobody none nor
            not nothing now of off on once one only or other our ours out over own part please put rather really said same say says see she should since so some somebody someone something still such
            supposed take takes than that the their them then there these they thing think this those though three through till to told too took two under until up us very want was way we well went were what
            when where which while who whom whose why will with without would yes yet you your yours four five six ten twenty thirty half times time long
            """,
        ["de"] = """
            aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bereits bin bis bist da dabei damit dann das dass dein dem den denn der des dessen deshalb die dies diese diesem
            diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas euch euer extra fuer ganz ganze ganzen gab gar geht gegen gehabt gibt ging ganz haben habe hat hatte hatten
            hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren immer im in ins ist ja jede jedem jeden jeder jedes jedesmal jetzt kam kann kein keine keinem keinen keiner koennen konnte man mehr mein meine
            meinem meinen meiner mich mir mit nach nachdem nicht nichts nie niemand nirgends noch nun nur ob oder ohne schon sehr sein seine seinem seinen seit seid selbst sich sie sind so soll sollte sondern
            stand trotz ueber um und uns unser unsere unter vom von vor wann war waren warum was weg weil wenn wer werden wie wieder will wir wird wo wollte wurde wurden zu zum zur zwei drei vier zwanzig
            viel viele wenige dreimal mal lange dauert tag tage tagen sagen
            """,
        ["fr"] = """
            a ai ainsi alors apres as au aucun aucune aussi autant autre aux avait avant avec avoir avons beaucoup bien c ca car ce ceci cela celle celui ces cet cette chez ci comme comment contre d dans de
            depuis des deux dit donc dont du elle en encore entre est et etait etaient ete etre eu eux fait fallu faut fois font il ils j jamais je jour jours jusqu jusque l la le les leur leurs lors lui m ma
            mais me meme mes moi moins mois mon n ne ni non nos notre nous nulle on ont ou par parce pas pendant personne peu peut plus pour pourquoi pu qu quand que quel quelle qui quoi rien s sa sans se
            semaines sept ses si soit son sont sous sur suis t ta tant te temps tes toi ton toujours tous tout toute toutes tres trois trop tu un une va vers vos votre vous y cinq quatre quarante vingt demi heure
            """,
        ["es"] = """
            a al algo alguien algun alguna antes aqui asi aun aunque bien cada casi como con contra cual cuando de del demasiada demasiado desde dia dias dice dijeron donde dos durante e el ella ellos en entre era
            eran es esa ese eso esta estaba estaban estado estan estar este esto fue fueron ha habia hace hacer han hasta hay hora horas la las le les lo los mas me media mi mientras mis mucha mucho muy nada
            nadie ni no nos nosotros nuestra nuestro o os otra otro para pero poca poco poner por porque pues que quien se sea segun ser si sido sin sobre solo son su sus tambien tan tanto te tenemos tener tengo
            tenia tiene toda todas todo todos tres tu tuve tuvimos un una unas uno unos y ya yo cinco cincuenta treinta semana
            """,
        ["ar"] = """
            في من على الى الي إلى عن مع هذا هذه ذلك تلك هو هي هم انا نحن انت ان أن كان كانت لم لن لا ما ماذا لماذا متى كيف اين او أو ثم قد لقد كل بعض بعد قبل جدا ايضا منذ حتى عند ولا يمكن مازال زال احد اي غير
            ثلاث ثلاثه خمسه كامل اثناء
            """,
    }.ToFrozenDictionary(list => list.Key, list => list.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Folding.Fold).ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>In which of our languages most of the small words are; null: in none.</summary>
    public static string? LanguageOf(IReadOnlyList<string> words)
    {
        var (best, most) = ((string?)null, 0);
        foreach (var (language, list) in Lists)
        {
            var count = words.Count(list.Contains);
            if (count > most || (count == most && count > 0 && string.CompareOrdinal(language, best) < 0)) (best, most) = (language, count);
        }

        return best ?? (words.Any(word => word[0] is >= '\u0620' and <= '\u06ff') ? "ar" : null);
    }

    /// <param name="language">Two small letters.</param>
    public static bool Knows(string language) => Lists.ContainsKey(language);

    public static bool Contains(string? language, string word) => language is not null && Lists.TryGetValue(language, out var list) && list.Contains(word);
}
