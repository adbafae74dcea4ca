#include "tests/support/run_mbtr.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace mbtr;

namespace {

/// What bash offers for a line whose last word is being typed. "FILES" where it is left to complete names of files.
constexpr const char* kBash = R"(
compopt() { echo FILES; }
complete() { :; }
eval "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_mbtr
printf '%s\n' "${COMPREPLY[@]}"
)";

/// What zsh offers for a line, in a terminal of its own: the list, and the line as it is then.
constexpr const char* kZsh = R"(
zmodload zsh/zpty
zpty shell zsh -f -i
read_until() { local text; while zpty -r shell text; do print -r -- $text; [[ $text == *$1* ]] && break; done }
zpty -w shell "PROMPT=; fpath=($PWD \$fpath); autoload -U compinit; compinit -u -d $PWD/dump; LISTMAX=1000
show_line() { print -r -- \"[\$BUFFER]<EN\"\"D>\" }; zle -N show_line; bindkey '^Y' show_line; unsetopt list_beep; echo re''ady"
read_until ready >/dev/null
zpty -n -w shell "$1"$'\t\t\x19'
read_until '<END>'
)";

QString output(const QString& program, const QStringList& arguments, const QString& folder = {})
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    process.closeWriteChannel();
    if (!process.waitForFinished(60000))
        return "not finished";
    return QString::fromUtf8(process.readAllStandardOutput() + process.readAllStandardError());
}

QString scriptFor(const QString& shell)
{
    return test::runMbtr({"complete", shell}).out;
}

QStringList offeredByBash(const QString& line)
{
    const QString text = output("bash", QStringList {"-c", kBash, "bash", scriptFor("bash")} + line.split(' '));
    return text.split('\n', Qt::SkipEmptyParts);
}

} // namespace

/// `mbtr complete`, and what the shells make of it.
class CompleteTest : public QObject {
    Q_OBJECT

    static void addLines()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QStringList>("offered");
        QTest::newRow("a command") << "mbtr comp" << QStringList {"complete", "compute"};
        QTest::newRow("commands in commands") << "mbtr gdml " << QStringList {"train", "predict", "learning-curve"};
        QTest::newRow("an option") << "mbtr train --out" << QStringList {"--outliers", "--output"};
        QTest::newRow("an option of all commands") << "mbtr info --thr" << QStringList {"--threads"};
        QTest::newRow("of the inner command") << "mbtr gdml train --no" << QStringList {"--no-symmetry"};
        QTest::newRow("choices") << "mbtr train --kernel " << QStringList {"linear", "gaussian", "laplacian", "matern52"};
        QTest::newRow("choices that stand for values") << "mbtr train --split s" << QStringList {"stratified"};
        QTest::newRow("choices of an argument") << "mbtr complete " << QStringList {"bash", "zsh", "fish"};
    }

private slots:
    void refusesOtherShells()
    {
        const auto result = test::runMbtr({"complete", "tcsh"});
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(result.error.contains("tcsh"), qPrintable(result.error));
    }
    /// Only choices made by oneOf() are known to the completions.
    void choicesAreMadeInOnePlace_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("cli") << "/app/cli";
        QTest::newRow("explorer") << "/app/explorer";
    }
    void choicesAreMadeInOnePlace()
    {
        QFETCH(const QString, folder);
        QDir sources(QString(MBTR_SOURCE_DIR) + folder);
        for (const QString& name : sources.entryList({"*.cpp"})) {
            QFile file(sources.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            QVERIFY2(!text.contains("IsMember") && !text.contains("CheckedTransformer"),
                     qPrintable(name + ": choices of an option are made by oneOf() in app/completion/choices.h"));
        }
    }
    void everyCommandOfTheHelpIsOffered()
    {
        const QStringList offered = offeredByBash("mbtr ");
        const QString help = test::runMbtr({"--help"}).out;
        const QString commands = help.mid(help.indexOf("Subcommands:"));
        auto names = QRegularExpression("\n  ([a-z-]+) ").globalMatch(commands);
        int count = 0;
        for (; names.hasNext(); ++count)
            QVERIFY(offered.contains(names.next().captured(1)));
        QVERIFY(count > 10);
        QCOMPARE(offered.size(), count);
    }
    void theHelpOfAllCommandsHasTheirOptions()
    {
        const auto result = test::runMbtr({"--help-all"});
        QCOMPARE(result.exitCode, 0);
        for (const char* text : {"\nmbtr info:\n", "\nmbtr gdml train:\n", "\n  --no-symmetry ", "\n  SHELL "})
            QVERIFY2(result.out.contains(text), text);
    }
    void bashOffers_data()
    {
        addLines();
        QTest::newRow("an option with a sign") << "mbtr train --kernel = ga" << QStringList {"gaussian"};
        QTest::newRow("right behind the sign") << "mbtr train --baseline =" << QStringList {"none", "composition"};
        QTest::newRow("files for an argument") << "mbtr info " << QStringList {"FILES"};
        QTest::newRow("files for an option") << "mbtr train data.xyz --settings se" << QStringList {"FILES"};
        QTest::newRow("nothing for a number") << "mbtr train --train " << QStringList {};
        QTest::newRow("the next after a flag") << "mbtr info --json " << QStringList {"FILES"};
    }
    void bashOffers()
    {
        QFETCH(const QString, line);
        QFETCH(QStringList, offered);
        QStringList seen = offeredByBash(line);
        seen.sort();
        offered.sort();
        QCOMPARE(seen, offered);
    }
    void fishOffers_data()
    {
        addLines();
        QTest::newRow("files") << "mbtr info na" << QStringList {"name.xyz"};
        QTest::newRow("files for an option") << "mbtr compute --settings na" << QStringList {"name.xyz"};
        QTest::newRow("no files for a number") << "mbtr train --train na" << QStringList {};
    }
    void fishOffers()
    {
        if (QStandardPaths::findExecutable("fish").isEmpty())
            QSKIP("fish is not installed: its completions are not tried");
        QFETCH(const QString, line);
        QFETCH(QStringList, offered);
        QTemporaryDir folder;
        QVERIFY(QFile(folder.filePath("name.xyz")).open(QIODevice::WriteOnly));
        const QString text = output("fish",
                                    {"--no-config", "-c", "eval (printf '%s\\n' $argv[1] | string collect); complete -C $argv[2]",
                                     scriptFor("fish"), line},
                                    folder.path());
        QStringList seen;
        for (const QString& entry : text.split('\n', Qt::SkipEmptyParts))
            seen.append(entry.section('\t', 0, 0));
        seen.sort();
        offered.sort();
        QCOMPARE(seen, offered);
    }
    void zshOffers_data()
    {
        addLines();
        QTest::newRow("files") << "mbtr info na" << QStringList {"name.xyz"};
    }
    void zshOffers()
    {
        if (QStandardPaths::findExecutable("zsh").isEmpty())
            QSKIP("zsh is not installed: its completions are not tried");
        QFETCH(const QString, line);
        QFETCH(const QStringList, offered);
        QTemporaryDir folder;
        QVERIFY(QFile(folder.filePath("name.xyz")).open(QIODevice::WriteOnly));
        QFile script(folder.filePath("_mbtr"));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write(scriptFor("zsh").toUtf8());
        script.close();
        const QString text = output("zsh", {"-f", "-c", kZsh, "zsh", line}, folder.path());
        for (const QString& word : offered)
            QVERIFY2(text.contains(word), qPrintable(word + " is not in " + text));
    }
};

QTEST_GUILESS_MAIN(CompleteTest)
#include "complete_test.moc"
