#include "core/store/hull_state_file.h"

#include "core/base/error.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"

#include <QTest>

using namespace mbtr;

class HullStateFileTest : public QObject {
    Q_OBJECT

private slots:
    void comesBackAsItWas()
    {
        HullStateFile state {.structures = 10, .energy = "e", .rule = HullRule::Vertex, .seed = 7, .round = 3, .quietRounds = 1};
        state.tell(4, -0.1);
        state.tell(2, 0.25);
        state.tell(4, -1.0 / 3);
        const std::string path = m_folder.path("state.json");
        writeHullState(state, path);
        const HullStateFile back = readHullState(path, 10, "e");
        QCOMPARE(back.told, (std::vector<std::pair<int, double>> {{4, -1.0 / 3}, {2, 0.25}}));
        QVERIFY(back.rule == HullRule::Vertex && back.seed == 7 && back.round == 3 && back.quietRounds == 1);
    }
    void whatIsNoStateIsRefused_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("message");
        const QByteArray good = R"({"format": "mbtr hull search", "version": 1, "structures": 10, "energy": "e", "rule": "ei",
            "seed": 0, "round": 1, "quiet_rounds": 0, "told": [{"structure": 3, "energy": 0.5}]})";
        QTest::addRow("empty") << QByteArray() << "is no state of a hull search, or damaged";
        QTest::addRow("cut short") << good.left(100) << "is no state of a hull search, or damaged";
        QTest::addRow("another format") << QByteArray(good).replace("mbtr hull search", "else")
                                        << "expected \"mbtr hull search\"";
        QTest::addRow("newer") << QByteArray(good).replace("\"version\": 1", "\"version\": 9") << "newer program";
        QTest::addRow("unknown rule") << QByteArray(good).replace("\"ei\"", "\"oracle\"") << "unknown rule";
        QTest::addRow("structure 10 of 10") << QByteArray(good).replace("\"structure\": 3", "\"structure\": 10")
                                            << "expected a structure below 10";
        const auto replaced = [&](const char* number, const char* by) { return QByteArray(good).replace(number, by); };
        QTest::addRow("version 0") << replaced("\"version\": 1", "\"version\": 0") << "version: must be a whole number from 1";
        QTest::addRow("version 1e300") << replaced("\"version\": 1", "\"version\": 1e300") << "must be a whole number from 1";
        QTest::addRow("1e300 structures") << replaced("\"structures\": 10", "\"structures\": 1e300") << "structures: must be";
        QTest::addRow("half a structure") << replaced("\"structures\": 10", "\"structures\": 10.5") << "structures: must be";
        QTest::addRow("seed -1") << replaced("\"seed\": 0", "\"seed\": -1") << "seed: must be a whole number, 0 or larger";
        QTest::addRow("seed 1e300") << replaced("\"seed\": 0", "\"seed\": 1e300") << "seed: must be";
        QTest::addRow("round -1") << replaced("\"round\": 1", "\"round\": -1") << "round: must be a whole number from 0";
        QTest::addRow("last round") << replaced("\"round\": 1", "\"round\": 2147483647") << "round: must be";
        QTest::addRow("more quiet rounds than rounds")
            << replaced("\"quiet_rounds\": 0", "\"quiet_rounds\": 2") << "quiet_rounds: must be a whole number from 0 to 1";
        QTest::addRow("structure true") << replaced("\"structure\": 3", "\"structure\": true") << "structure: must be";
        QTest::addRow("structure 1e300") << replaced("\"structure\": 3", "\"structure\": 1e300") << "structure: must be";
        QTest::addRow("energy missing") << replaced("\"energy\": 0.5", "\"energy\": null") << "energy: must be a number";
        QTest::addRow("other data") << QByteArray(good).replace("\"structures\": 10", "\"structures\": 9")
                                    << "belongs to 9 structures";
        QTest::addRow("other energy") << QByteArray(good).replace("\"energy\": \"e\"", "\"energy\": \"f\"") << "belongs to 10";
    }
    void whatIsNoStateIsRefused()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, message);
        const std::string path = m_folder.write("bad.json", content.toStdString());
        const QString said = QString::fromStdString(test::messageOf<FileError>([&] { readHullState(path, 10, "e"); }));
        QVERIFY2(said.contains(message), qPrintable(said));
    }

private:
    test::TemporaryFolder m_folder;
};

QTEST_APPLESS_MAIN(HullStateFileTest)
#include "hull_state_file_test.moc"
